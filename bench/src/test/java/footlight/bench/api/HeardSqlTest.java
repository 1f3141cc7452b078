package footlight.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardSqlTest {
    @Test
    void statementsAreReadWithTheirValuesFromTheLog() {
        List<HeardSql.Heard> heard = HeardSql.read("""
                7|LOG:  execute <unnamed>: BEGIN
                7|LOG:  execute S_3: insert into show (id, title)
                \tvalues ($1, $2)
                7|DETAIL:  Parameters: $1 = 'abc', $2 = 'It''s, $9 = late'
                7|LOG:  execute S_1: COMMIT
                9|LOG:  statement: select 1
                9|LOG:  execute S_2: select $1
                9|DETAIL:  parameters: $1 = NULL
                """);
        assertThat(heard)
                .containsExactly(
                        new HeardSql.Heard(7, "BEGIN", List.of()),
                        new HeardSql.Heard(
                                7, "insert into show (id, title)\nvalues (?, ?)", List.of("abc", "It's, $9 = late")),
                        new HeardSql.Heard(7, "COMMIT", List.of()),
                        new HeardSql.Heard(9, "select 1", List.of()),
                        new HeardSql.Heard(9, "select ?", Arrays.asList((String) null)));
    }

    @Test
    void whatIsAskedBehindTheAnswerIsNotTheRequests() {
        List<HeardSql.Heard> heard = HeardSql.read("""
                7|LOG:  execute S_2: select 1
                8|LOG:  execute S_1: BEGIN
                8|LOG:  execute S_3: insert into show (id) values ($1)
                7|LOG:  execute S_1: COMMIT
                8|LOG:  execute S_1: COMMIT
                8|LOG:  execute S_2: select 2
                """);
        assertThat(HeardSql.untilAnswered(heard)).hasSize(5);
        assertThat(HeardSql.untilAnswered(heard.subList(0, 1))).hasSize(1);
    }
}
