/**
 * The HTTP API without HTTP: what it reads and what it answers, the same in every runtime. JSON in
 * UTF-8, times in RFC 3339, errors as problem details (RFC 9457).
 *
 * <p>Start at {@link org.imprimatur.api.PostsApi}.
 */
@NullMarked
package org.imprimatur.api;

import org.jspecify.annotations.NullMarked;
