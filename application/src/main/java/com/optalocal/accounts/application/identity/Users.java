package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;

/// The people with an account. An e-mail address or phone number belongs to one of them at most;
/// addresses that they only want to have are not taken yet.
public interface Users {
  /// One page of accounts, and how many there are in all.
  record Page(List<Account> accounts, long total) {
    public Page {
      accounts = List.copyOf(accounts);
    }
  }

  /// Adds `account`, unless an address is taken: then nothing changes and the answer is false.
  boolean add(OrgId org, Account account);

  /// Replaces the account of the same id, unless an address is taken or there is none: then nothing
  /// changes and the answer is false.
  boolean update(OrgId org, Account account);

  /// Takes the account away, with everything that is kept for it in any area.
  ///
  /// @return false if there is none
  boolean remove(OrgId org, UserId id);

  Optional<Account> find(OrgId org, UserId id);

  Optional<Account> findByEmail(OrgId org, Email email);

  Optional<Account> findByPhone(OrgId org, Phone phone);

  default Optional<Account> findByAddress(OrgId org, Address address) {
    return switch (address) {
      case Address.Mail(var email) -> findByEmail(org, email);
      case Address.Mobile(var phone) -> findByPhone(org, phone);
    };
  }

  /// Accounts, newest first.
  ///
  /// @param beginning only those whose e-mail address begins with it, unless it is empty
  /// @param offset how many to leave out, 0 or more
  /// @param limit 1–1,000
  Page list(OrgId org, String beginning, long offset, int limit);
}
