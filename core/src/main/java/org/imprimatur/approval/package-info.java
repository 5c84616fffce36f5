/**
 * Approval: the question put to the approval service, its answer, and the one place where a
 * decision is recorded.
 *
 * <p>Start at {@link org.imprimatur.approval.RecordDecision}.
 */
@NullMarked
package org.imprimatur.approval;

import org.jspecify.annotations.NullMarked;
