package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.Optional;

/// Sends somebody a message with which they prove an address.
public final class SendToken {
  private final AuthorizeFlow flows;
  private final IssueToken issue;
  private final Messages messages;

  public SendToken(AuthorizeFlow flows, IssueToken issue, Messages messages) {
    this.flows = flows;
    this.issue = issue;
    this.messages = messages;
  }

  public void send(OrgId org, UserId user, MessagePurpose purpose, Address to, Onward onward) {
    Optional<FlowId> flow =
        onward.challenge().map(challenge -> flows.begin(org, challenge, method(purpose)));
    messages.send(
        org, issue.issue(org, user, new IssueToken.Letter(purpose, to, flow, onward.next())));
  }

  /// What whoever used a message of `purpose` has proven themselves by.
  static SignInMethod method(MessagePurpose purpose) {
    return switch (purpose) {
      case SIGN_UP -> SignInMethod.SIGN_UP;
      case INVITE -> SignInMethod.INVITE;
      case MAGIC_LINK -> SignInMethod.MAGIC_LINK;
      case RECOVERY -> SignInMethod.RECOVERY;
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> SignInMethod.EMAIL_CHANGE;
      case PHONE_SIGN_UP, PHONE_SIGN_IN, PHONE_CHANGE, REAUTHENTICATION -> SignInMethod.OTP;
    };
  }
}
