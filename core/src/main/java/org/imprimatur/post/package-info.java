/**
 * Posts: what an author submits, the states it passes through, and the use cases around it.
 *
 * <p>Start at {@link org.imprimatur.post.SubmitPost} to see a post come in, at {@link
 * org.imprimatur.post.Posts} for what a store must promise.
 */
@NullMarked
package org.imprimatur.post;

import org.jspecify.annotations.NullMarked;
