-- Takes a PostgreSQL database of WebAuth for Flask (alttch/webauth 0.0.19) to version 1 of this
-- schema. Run it once, with the old application stopped, as the owner of the tables:
--
--     psql -v ON_ERROR_STOP=1 -f from-alttch-0.0.19.sql
--
-- The next start of the application does the rest (or 2.sql and those after it, by hand). Accounts
-- keep their ids, so your own tables stay as they are. See docs/coming-from-python.md.

begin;

lock table webauth_user, webauth_user_auth, webauth_user_log;

do $$
declare
    twice text;
begin
    select string_agg(address, ', ') into twice from (
        select lower(btrim(email)) as address from webauth_user
        group by 1 having count(email) > 1 limit 10) addresses;
    if twice is not null then
        raise exception 'Several accounts have one address, but for upper and lower case: %. Delete all but one, or change their addresses', twice;
    end if;
end $$;

-- Accounts.
alter sequence webauth_user_id_seq owned by none;
alter table webauth_user alter column id drop default;
alter sequence webauth_user_id_seq rename to webauth_user_seq;
drop index if exists webauth_user_api_key;
alter table webauth_user drop constraint if exists webauth_user_email_key;
alter table webauth_user drop constraint if exists webauth_user_api_key_key;
update webauth_user set
    -- The old application wrote an address as it was typed.
    email = lower(btrim(email)),
    -- Keys stood here in clear. Their owners get new ones.
    api_key = null,
    -- Nobody could confirm in the meantime; else the clean-up deletes these accounts at once.
    d_created = case when confirmed then d_created else current_timestamp end;
alter table webauth_user alter column email type varchar(254);
alter table webauth_user alter column password type varchar(255)
    using '{sha256}' || lower(btrim(password));
alter table webauth_user alter column api_key type varchar(64);
alter table webauth_user alter column confirmed set default false;
-- The old application had no second factor yet.
alter table webauth_user alter column otp drop default;
alter table webauth_user alter column otp type boolean using false;
alter table webauth_user alter column otp set default false;
alter table webauth_user alter column otp_secret type varchar(255) using null;
alter table webauth_user add column api_key_sealed varchar(255);
alter table webauth_user add column epoch integer default 0 not null;
alter table webauth_user add constraint webauth_user_email unique (email);
alter table webauth_user add constraint webauth_user_api_key unique (api_key);

-- Identities at providers.
alter sequence webauth_user_auth_id_seq owned by none;
alter table webauth_user_auth alter column id drop default;
alter sequence webauth_user_auth_id_seq rename to webauth_user_auth_seq;
drop index if exists webauth_user_auth_sub_provider;
alter table webauth_user_auth drop constraint if exists webauth_user_auth_user_id_fkey;
alter table webauth_user_auth add constraint webauth_user_auth_user
    foreign key (user_id) references webauth_user (id) on delete cascade;
alter table webauth_user_auth alter column provider type varchar(64);
alter table webauth_user_auth add column issuer varchar(255) default '' not null;
alter table webauth_user_auth alter column issuer drop default;
alter table webauth_user_auth add column picture varchar(2048);
alter table webauth_user_auth add column email varchar(254);
alter table webauth_user_auth add column d_created timestamp with time zone;
alter table webauth_user_auth add column d_active timestamp with time zone;
-- The issuers of the presets, see dev/webauth/providers.properties. Four providers name people in
-- another way today: an old subject could be a stranger's. Their rows stay and fit nobody.
update webauth_user_auth a set
    issuer = case provider
        when 'battlenet' then 'https://oauth.battle.net'
        when 'google' then 'https://accounts.google.com'
        when 'github' then 'https://github.com/login/oauth'
        when 'dropbox' then 'https://www.dropbox.com'
        when 'gitlab' then 'https://gitlab.com'
        when 'discord' then 'https://discord.com'
        when 'twitch' then 'https://id.twitch.tv/oauth2'
        when 'bitbucket' then 'alttch-0.0.19'
        when 'instagram' then 'alttch-0.0.19'
        when 'slack' then 'alttch-0.0.19'
        when 'stackoverflow' then 'alttch-0.0.19'
        else '' end,
    d_created = u.d_created
    from webauth_user u where u.id = a.user_id;
alter table webauth_user_auth alter column d_created set not null;
alter table webauth_user_auth add constraint webauth_user_auth_identity
    unique (provider, issuer, sub);

-- The event log stays as it is.
alter sequence webauth_user_log_id_seq owned by none;
alter table webauth_user_log alter column id drop default;
alter sequence webauth_user_log_id_seq rename to webauth_user_log_seq;
alter table webauth_user_log alter column ip drop not null;

-- Links of the old application lead nowhere.
drop table if exists webauth_kv;

-- The tables that it did not have.
create table webauth_schema (
    version integer primary key,
    d_applied timestamp with time zone default current_timestamp not null
);
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

commit;
