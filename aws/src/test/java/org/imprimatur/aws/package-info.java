/** The AWS runtime held to the contracts and to what the cloud is known to do. */
@NullMarked
package org.imprimatur.aws;

import org.jspecify.annotations.NullMarked;
