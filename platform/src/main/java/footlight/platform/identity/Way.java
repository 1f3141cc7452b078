package footlight.platform.identity;

import org.jspecify.annotations.Nullable;

/// How to ask a kind of provider who somebody is. Any virtual thread; blocks on the provider.
interface Way {
    /// What the browser brought back.
    ///
    /// @param issuer who sent it back, where it says so. Source: RFC 9207
    record Returned(String code, @Nullable String issuer) {}

    /// Where to send the browser.
    ///
    /// @throws ProviderFault when the provider does not answer
    String start(Provider provider, Attempt attempt) throws ProviderFault;

    /// @throws ProviderFault when the provider does not vouch for anybody, or what it says cannot be trusted
    Someone finish(Provider provider, Attempt attempt, Returned back) throws ProviderFault;

    /// Whether the provider answers and knows our id and secret, as far as that can be seen without a person.
    ///
    /// @throws ProviderFault saying what is wrong
    void tryOut(Provider provider, Attempt attempt) throws ProviderFault;
}
