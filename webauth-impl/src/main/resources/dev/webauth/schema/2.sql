-- WebAuth schema, version 2. One script for PostgreSQL 14 and later and for H2.
-- Log-ins are rows of webauth_session. webauth_ended_session and webauth_user.epoch are no longer
-- used. They stay, so that nodes of the previous version work until they are replaced.

alter table webauth_user add column disabled boolean default false not null;
-- Random; changing it revokes everything issued to the account before.
alter table webauth_user add column epoch_id varchar(64) default '' not null;
alter table webauth_user add column d_mailbox_proved timestamp with time zone;
-- Before this version an account was confirmed only by a proved mailbox or by a provider.
update webauth_user set d_mailbox_proved = d_created where confirmed;

create sequence webauth_session_seq;
create table webauth_session (
    id bigint primary key,
    user_id bigint not null
        constraint webauth_session_user references webauth_user (id) on delete cascade,
    -- Digests: the cookie alone holds the two secrets.
    selector varchar(64) not null constraint webauth_session_selector unique,
    token varchar(64) not null,
    previous_token varchar(64),
    -- When the present token was first seen; the previous one works for a minute after that.
    d_token_seen timestamp with time zone,
    epoch varchar(64) not null,
    method varchar(64) not null,
    factors varchar(255) not null,
    remembered boolean not null,
    ip varchar(45),
    browser varchar(64),
    d_created timestamp with time zone not null,
    d_seen timestamp with time zone not null,
    d_proved timestamp with time zone,
    d_confirmed_until timestamp with time zone,
    d_expires timestamp with time zone not null
);
create index webauth_session_user_id on webauth_session (user_id);
create index webauth_session_expires on webauth_session (d_expires);

-- A link is valid only while the account has this epoch and this address.
alter table webauth_link add column epoch varchar(64);
alter table webauth_link add column account_email varchar(254);
-- The purpose of a link: several links for one purpose work until one of them is used.
alter table webauth_link add column purpose varchar(254);
-- The selector of the log-in that requested the link, if there was one.
alter table webauth_link add column login_selector varchar(64);

-- The names of providers that a notice mentions.
alter table webauth_mail add column providers varchar(500);

-- Pending steps are deleted with their account.
alter table webauth_flow add column user_id bigint
    constraint webauth_flow_user references webauth_user (id) on delete cascade;
create index webauth_flow_user_id on webauth_flow (user_id);

-- Consecutive wrong passwords: of an account, of a browser that the account knows, of a log-in,
-- and of an address without an account. No foreign key: a try is counted in a separate
-- transaction, which must not wait for one that has locked the account.
create table webauth_password_tries (
    name varchar(64) primary key,
    user_id bigint,
    failures integer not null,
    -- How many of the failures are tries whose end is not known yet.
    undecided integer not null,
    d_reserved timestamp with time zone not null,
    -- No try is taken before.
    d_next timestamp with time zone not null,
    d_expires timestamp with time zone not null
);
create index webauth_password_tries_user_id on webauth_password_tries (user_id);
create index webauth_password_tries_expires on webauth_password_tries (d_expires);

-- For the cleanup.
create index webauth_user_log_d on webauth_user_log (d);
create index webauth_user_unconfirmed on webauth_user (confirmed, d_created);
create index webauth_throttle_reset on webauth_throttle (d_reset);

insert into webauth_schema (version) values (2);
