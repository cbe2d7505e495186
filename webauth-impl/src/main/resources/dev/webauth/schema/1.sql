-- WebAuth schema, version 1. One script for PostgreSQL 14 and later and for H2.
-- The application runs it at its start. To run it by hand, execute this file as the owner
-- of the tables; the application then finds version 1 and needs no right to create anything.

create table webauth_schema (
    version integer primary key,
    d_applied timestamp with time zone default current_timestamp not null
);

create sequence webauth_user_seq;
create table webauth_user (
    id bigint primary key,
    email varchar(254) constraint webauth_user_email unique,
    password varchar(255),
    api_key varchar(64) constraint webauth_user_api_key unique,
    api_key_sealed varchar(255),
    confirmed boolean default false not null,
    otp boolean default false not null,
    otp_secret varchar(255),
    epoch integer default 0 not null,
    d_created timestamp with time zone not null,
    d_active timestamp with time zone
);

create sequence webauth_user_auth_seq;
create table webauth_user_auth (
    id bigint primary key,
    user_id bigint not null
        constraint webauth_user_auth_user references webauth_user (id) on delete cascade,
    provider varchar(64) not null,
    issuer varchar(255) not null,
    sub varchar(255) not null,
    name varchar(255),
    picture varchar(2048),
    email varchar(254),
    d_created timestamp with time zone not null,
    d_active timestamp with time zone,
    constraint webauth_user_auth_identity unique (provider, issuer, sub)
);
create index webauth_user_auth_user_id on webauth_user_auth (user_id);

create sequence webauth_user_log_seq;
-- No foreign key: events stay when the account is deleted.
create table webauth_user_log (
    id bigint primary key,
    user_id bigint not null,
    d timestamp with time zone not null,
    event varchar(1024) not null,
    ip varchar(45)
);
create index webauth_user_log_user_id on webauth_user_log (user_id);

create table webauth_link (
    digest varchar(64) primary key,
    user_id bigint constraint webauth_link_user references webauth_user (id) on delete cascade,
    method varchar(64) not null,
    email varchar(254),
    data varchar(4000),
    next_uri varchar(2048),
    browser varchar(64),
    d_expires timestamp with time zone not null
);
create index webauth_link_user_id on webauth_link (user_id);
create index webauth_link_expires on webauth_link (d_expires);

create sequence webauth_mail_seq;
create table webauth_mail (
    id bigint primary key,
    user_id bigint constraint webauth_mail_user references webauth_user (id) on delete cascade,
    message_id varchar(128) not null,
    recipient varchar(254) not null,
    template varchar(64) not null,
    locale varchar(35),
    link varchar(4000),
    link_digest varchar(64),
    link_seconds bigint,
    attempts integer default 0 not null,
    parked boolean default false not null,
    error varchar(500),
    d_created timestamp with time zone not null,
    d_due timestamp with time zone not null,
    d_released timestamp with time zone
);
create index webauth_mail_due on webauth_mail (d_due);
create index webauth_mail_user_id on webauth_mail (user_id);

create table webauth_throttle (
    name varchar(100) primary key,
    hits integer not null,
    d_reset timestamp with time zone not null
);

create table webauth_ended_session (
    id varchar(36) primary key,
    d_ended timestamp with time zone not null
);
create index webauth_ended_session_ended on webauth_ended_session (d_ended);

create table webauth_flow (
    digest varchar(64) primary key,
    sealed varchar(16000) not null,
    d_expires timestamp with time zone not null
);
create index webauth_flow_expires on webauth_flow (d_expires);

create table webauth_setting (
    name varchar(64) primary key,
    text varchar(1024) not null,
    d_changed timestamp with time zone not null
);

insert into webauth_schema (version) values (1);
