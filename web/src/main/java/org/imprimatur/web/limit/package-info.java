/** What keeps one visitor from taking what is there for all: paces, deadlines, places. */
@NullMarked
package org.imprimatur.web.limit;

import org.jspecify.annotations.NullMarked;
