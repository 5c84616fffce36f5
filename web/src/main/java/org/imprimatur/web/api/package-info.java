/** The HTTP API: JSON in UTF-8, times in RFC 3339, errors as problem details (RFC 9457). */
@NullMarked
package org.imprimatur.web.api;

import org.jspecify.annotations.NullMarked;
