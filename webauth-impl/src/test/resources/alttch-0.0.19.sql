-- A database of WebAuth for Flask 0.0.19: the tables as SQLAlchemy makes them, and some rows.
create table webauth_user (
    id bigserial not null,
    email varchar(255),
    password char(64),
    api_key char(32),
    d_created timestamp with time zone not null,
    d_active timestamp with time zone,
    confirmed boolean default '0' not null,
    otp numeric(1, 0) default '0' not null,
    otp_secret char(16),
    primary key (id),
    unique (email),
    unique (api_key)
);
create index webauth_user_api_key on webauth_user (api_key);
create table webauth_user_auth (
    id bigserial not null,
    user_id bigint not null,
    provider varchar(15) not null,
    sub varchar(255) not null,
    name varchar(255),
    primary key (id),
    foreign key (user_id) references webauth_user (id) on delete cascade
);
create index webauth_user_auth_user_id on webauth_user_auth (user_id);
create unique index webauth_user_auth_sub_provider on webauth_user_auth (sub, provider);
create table webauth_user_log (
    id bigserial not null,
    user_id bigint not null,
    d timestamp with time zone not null,
    event varchar(1024) not null,
    ip varchar(45) not null,
    primary key (id)
);
create index webauth_user_log_user_id on webauth_user_log (user_id);
create table webauth_kv (key varchar(256) primary key, value json, d_expires timestamp with time zone);
insert into webauth_kv values ('link', '{"method": "account.remind"}', now());

-- The password is "correct horse".
insert into webauth_user (email, password, api_key, d_created, d_active, confirmed) values
    ('Vera@x.test', '4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631',
     'abcdefghijklmnopqrstuvwxyz012345', '2020-02-03 04:05:06+00', '2021-01-01 00:00:00+00', true),
    ('late@x.test', '4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631',
     'zbcdefghijklmnopqrstuvwxyz012345', '2020-02-03 04:05:06+00', null, false),
    (null, null, 'ybcdefghijklmnopqrstuvwxyz012345', '2020-02-03 04:05:06+00', null, true);
insert into webauth_user_auth (user_id, provider, sub, name) values
    (1, 'github', '583231', 'The Octocat'), (3, 'google', '110169484474386276334', 'Gail'),
    (3, 'stackoverflow', '42', 'Gail');
insert into webauth_user_log (user_id, d, event, ip) values
    (1, now(), 'account.register', '192.0.2.1'), (99, now(), 'account.delete', '192.0.2.9');

-- A table of the application.
create table note (id serial primary key, user_id bigint not null references webauth_user (id));
insert into note (user_id) values (1);
