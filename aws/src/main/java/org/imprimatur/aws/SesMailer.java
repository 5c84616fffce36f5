package org.imprimatur.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Mail;
import org.imprimatur.mail.MailNotSent;
import org.imprimatur.mail.Mailer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;

/**
 * Hands mail to Amazon SES, which writes the message and gives it a {@code Message-ID} of its own.
 *
 * @param client the client of the function
 * @param from an address, verified at SES
 * @see <a
 *     href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SendEmail</a>
 */
record SesMailer(SesV2Client client, Address from) implements Mailer {
  private static final String UTF_8 = "UTF-8";

  @Override
  public void send(Mail mail) {
    try {
      var unused =
          client.sendEmail(
              email ->
                  email
                      .fromEmailAddress("Imprimatur <" + from.value() + ">")
                      .destination(to -> to.toAddresses(mail.to().value()))
                      .content(content -> content.simple(message(mail))));
    } catch (AwsServiceException e) {
      throw new MailNotSent("SES answered " + e.statusCode());
    } catch (SdkException e) {
      throw new MailNotSent("SES cannot be reached: " + e.getClass().getSimpleName());
    }
  }

  private static Message message(Mail mail) {
    return Message.builder()
        .subject(text(mail.subject()))
        .body(body -> body.text(text(mail.text())).html(text(mail.html())))
        .headers(headers(mail))
        .build();
  }

  private static List<MessageHeader> headers(Mail mail) {
    URI unsubscribe = mail.unsubscribe();
    List<MessageHeader> headers = new ArrayList<>();
    headers.add(header("Auto-Submitted", "auto-generated"));
    headers.add(header("List-Unsubscribe", "<" + unsubscribe + ">"));
    if ("https".equals(unsubscribe.getScheme())) {
      headers.add(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    return headers;
  }

  private static MessageHeader header(String name, String value) {
    return MessageHeader.builder().name(name).value(value).build();
  }

  private static Content text(String text) {
    return Content.builder().charset(UTF_8).data(text).build();
  }
}
