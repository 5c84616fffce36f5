package org.imprimatur.infra;

import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * All of one stage. The addresses come first and what answers there last: the sign-in pages have to
 * know the site's address, and the site has to know them.
 */
final class BoardStack extends Stack {
  BoardStack(Construct scope, Settings settings, StackProps props) {
    super(scope, settings.stage().stackName(), props);
    HandlerCode code = new HandlerCode(settings.artifacts());
    Watch watch = new Watch(this, settings);
    Board board = new Board(this, settings);
    Web web = new Web(this, settings, code);
    Approval approval = new Approval(this, settings, board, code, web.address());
    Identity identity = new Identity(this, settings, web.address(), web.createRoute());
    web.serve(board, approval, identity, watch);
    approval.watch(watch);
    board.watch(watch);
    watch.show();
    outputs(
        Map.of(
            "Site", web.address(),
            "CreateUrl", web.createUrl(),
            "PostsTable", board.posts().getTableName(),
            "ArchiveTable", board.archive().getTableName(),
            "AuditTable", board.audit().getTableName(),
            "NoticesTable", board.notices().getTableName(),
            "Bus", approval.bus().getEventBusName(),
            "UserPool", identity.users().getUserPoolId(),
            "FailedBatches", approval.changes().failed().getBucketName(),
            "AlarmTopic", watch.topic().getTopicArn()));
    Tags.of(this).add("imprimatur:stage", settings.stage().name());
  }

  private void outputs(Map<String, String> values) {
    values.forEach((name, value) -> CfnOutput.Builder.create(this, name).value(value).build());
  }
}
