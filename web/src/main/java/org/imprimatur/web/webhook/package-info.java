/**
 * Somebody's own approval service over HTTP: requests go out to it and its answers come in, each
 * signed as Standard Webhooks 1.0 describes (symmetric scheme, {@code v1}).
 *
 * <p>Start at {@link org.imprimatur.web.webhook.WebhookDelivery} for the way out and {@link
 * org.imprimatur.web.webhook.SignedAnswers} for the way in.
 */
@NullMarked
package org.imprimatur.web.webhook;

import org.jspecify.annotations.NullMarked;
