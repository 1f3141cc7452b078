package footlight.wire.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_good",
                "live/sk_good",
                "/live/sk_good/",
                " sk_good ",
                "#!::r=sk_good,m=publish",
                "#!::m=publish,r=sk_good",
                "#!::u=me,h=host,r=live/sk_good,t=stream,m=publish,s=1",
                "#!::r=sk_good"
            })
    void allOfThesePublishWithTheKey(String text) {
        assertThat(StreamId.parse(text)).isEqualTo(new StreamId("sk_good", "publish"));
        assertThat(StreamId.parse(text).publishes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!::r=sk_good,m=request", "#!::m=bidirectional", "#!::m=", "#!::r=a,m=PUBLISH"})
    void noneOfThesePublishes(String text) {
        assertThat(StreamId.parse(text).publishes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!", "#!:", "#!::", "#!::r", "#!::=a", "#!::r=a,,m=publish", "#!:{r=a}", "#!::r=a,"})
    void noneOfTheseCanBeRead(String text) {
        assertThatThrownBy(() -> StreamId.parse(text)).isInstanceOf(MalformedMedia.class);
    }

    @Test
    void theKeyStaysOutOfLogs() {
        assertThat(StreamId.parse("sk_good")).hasToString("stream id to publish");
        assertThat(StreamId.parse("").resource()).isEmpty();
    }
}
