/** The rules of screening, and what they find. */
@NullMarked
package org.imprimatur.screening;

import org.jspecify.annotations.NullMarked;
