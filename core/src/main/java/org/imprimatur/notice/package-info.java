/**
 * What authors are told about their posts.
 *
 * <p>Start at {@link org.imprimatur.notice.NotifyAuthor}.
 */
@NullMarked
package org.imprimatur.notice;

import org.jspecify.annotations.NullMarked;
