/// Webhooks: a channel's events, reported to programs of others.
@NullMarked
package footlight.platform.webhook;

import org.jspecify.annotations.NullMarked;
