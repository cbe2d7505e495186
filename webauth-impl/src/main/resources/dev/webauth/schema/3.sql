-- WebAuth schema, version 3. One script for PostgreSQL 14 and later and for H2.

-- Second factors.
-- The time step of the last one-time password that was accepted; none is accepted twice.
alter table webauth_user add column otp_step bigint;
-- When a second factor was last proved in this log-in.
alter table webauth_session add column d_second_factor timestamp with time zone;
-- Wrong codes of second factors outlive a recovery: a mailbox must not buy further guesses.
alter table webauth_password_tries add column second_factor boolean default false not null;

create table webauth_recovery_code (
    digest varchar(64) primary key,
    user_id bigint not null
        constraint webauth_recovery_code_user references webauth_user (id) on delete cascade,
    d_created timestamp with time zone not null
);
create index webauth_recovery_code_user_id on webauth_recovery_code (user_id);

create sequence webauth_trusted_seq;
-- Browsers that are not asked for the second factor.
create table webauth_trusted (
    id bigint primary key,
    user_id bigint not null
        constraint webauth_trusted_user references webauth_user (id) on delete cascade,
    digest varchar(64) not null constraint webauth_trusted_digest unique,
    ip varchar(45),
    browser varchar(64),
    d_created timestamp with time zone not null,
    d_seen timestamp with time zone not null,
    d_expires timestamp with time zone not null
);
create index webauth_trusted_user_id on webauth_trusted (user_id);
create index webauth_trusted_expires on webauth_trusted (d_expires);

create sequence webauth_passkey_seq;
create table webauth_passkey (
    id bigint primary key,
    user_id bigint not null
        constraint webauth_passkey_user references webauth_user (id) on delete cascade,
    -- Base64url, as are the next two.
    credential_id varchar(1400) not null constraint webauth_passkey_credential unique,
    -- What authenticators know the account by: random, and the same for all passkeys of an account.
    user_handle varchar(86) not null,
    -- A COSE_Key (RFC 9052, section 7).
    public_key varchar(4000) not null,
    sign_count bigint not null,
    aaguid varchar(36) not null,
    transports varchar(100) not null,
    -- Whether it may be copied to other devices of its owner, and whether it is.
    backup_eligible boolean not null,
    backed_up boolean not null,
    name varchar(64) not null,
    d_created timestamp with time zone not null,
    d_used timestamp with time zone
);
create index webauth_passkey_user_id on webauth_passkey (user_id);
-- Which accounts have changed: each node polls it and invalidates what it has cached of them. xid is
-- the transaction of the change: with it no row is missed, in whatever order transactions commit. No
-- foreign key, because the deletion of an account is a change, too.
create table webauth_change (
    xid bigint not null,
    user_id bigint not null,
    primary key (xid, user_id)
);

-- Statements that scanned a whole table: the cleanup of log-ins and links, and the mail queue.
create index webauth_session_seen on webauth_session (d_seen);
create index webauth_mail_link_digest on webauth_mail (link_digest);
create index webauth_mail_parked on webauth_mail (parked, d_created);

insert into webauth_schema (version) values (3);
