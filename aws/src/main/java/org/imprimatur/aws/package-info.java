/**
 * The board on AWS: DynamoDB stores, an EventBridge bus, and one Lambda handler per step.
 *
 * <p>Start at {@link org.imprimatur.aws.AwsRuntime} for the ports, at {@link
 * org.imprimatur.aws.Tables} for what they are kept in, and at any {@code …Handler} for what the
 * cloud calls. Every write is one conditional write on one item; nothing scans but an export.
 */
@NullMarked
package org.imprimatur.aws;

import org.jspecify.annotations.NullMarked;
