package footlight.platform.identity;

import org.jspecify.annotations.Nullable;

/// Who a provider says that a person is.
///
/// @param issuer who says so; a subject is somebody else at another issuer
/// @param subject theirs there, for good; never the e-mail address, which can be given to somebody else
/// @param name as they call themselves there, may be empty
/// @param label what they recognise this identity by: an address, a handle, a name
/// @param email in lower case; null when none was told
/// @param emailVerified whether the issuer says that the address is theirs
record Someone(
        String issuer,
        String subject,
        String name,
        String label,
        @Nullable String email,
        boolean emailVerified) {}
