/** The pages. Each resource renders its own templates, fed with records only. */
@NullMarked
package org.imprimatur.web.page;

import org.jspecify.annotations.NullMarked;
