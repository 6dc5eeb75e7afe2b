-- What the migrations up to 0001 make of an empty SQLite file. Generated.
PRAGMA application_id = 1229865796;
BEGIN;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE outlet (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	scale VARCHAR, 
	CONSTRAINT pk_outlet PRIMARY KEY (id), 
	CONSTRAINT uq_outlet_name UNIQUE (name)
);
CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sha256 VARCHAR NOT NULL, 
	outlet_id INTEGER, 
	title VARCHAR, 
	text VARCHAR NOT NULL, 
	published_on DATE, 
	language VARCHAR, 
	path VARCHAR, 
	added_at VARCHAR NOT NULL, 
	added_by VARCHAR NOT NULL, 
	erased_at VARCHAR, 
	CONSTRAINT ck_article_sha256 CHECK (length(sha256) = 64), 
	CONSTRAINT fk_article_outlet_id_outlet FOREIGN KEY(outlet_id) REFERENCES outlet (id), 
	CONSTRAINT uq_article_sha256 UNIQUE (sha256)
);
CREATE INDEX ix_article_outlet_id ON article (outlet_id);
CREATE TABLE intake (
	article_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	reason VARCHAR, 
	origin VARCHAR NOT NULL, 
	url VARCHAR, 
	page VARCHAR, 
	decided_by VARCHAR, 
	revision_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_intake PRIMARY KEY (article_id), 
	CONSTRAINT fk_intake_article_id_article FOREIGN KEY(article_id) REFERENCES article (id)
);
CREATE INDEX ix_intake_state ON intake (state);
CREATE TABLE page (
	sha256 VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	data BLOB, 
	kept_at VARCHAR NOT NULL, 
	CONSTRAINT pk_page PRIMARY KEY (sha256)
);
CREATE TABLE visit (
	source VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	article VARCHAR, 
	note VARCHAR, 
	visited_at VARCHAR NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (source)
);
CREATE TABLE article_print (
	article_id INTEGER NOT NULL, 
	digits VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	CONSTRAINT pk_article_print PRIMARY KEY (article_id), 
	CONSTRAINT fk_article_print_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE article_band (
	band BIGINT NOT NULL, 
	article_id INTEGER NOT NULL, 
	CONSTRAINT pk_article_band PRIMARY KEY (band, article_id), 
	CONSTRAINT fk_article_band_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX ix_article_band_article_id ON article_band (article_id);
CREATE TABLE article_twin (
	article_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	overlap FLOAT NOT NULL, 
	CONSTRAINT pk_article_twin PRIMARY KEY (article_id, other_id), 
	CONSTRAINT fk_article_twin_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE, 
	CONSTRAINT fk_article_twin_other_id_article FOREIGN KEY(other_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX ix_article_twin_other_id ON article_twin (other_id);
CREATE TABLE report (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	main BOOLEAN NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	accepted_by VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	codebook_version VARCHAR, 
	CONSTRAINT fk_report_article_id_article FOREIGN KEY(article_id) REFERENCES article (id)
);
CREATE INDEX ix_report_article_id ON report (article_id);
CREATE TABLE evidence (
	report_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	value VARCHAR, 
	start_offset INTEGER NOT NULL, 
	end_offset INTEGER NOT NULL, 
	quote VARCHAR NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	accepted_by VARCHAR NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (report_id, position), 
	CONSTRAINT ck_evidence_offsets CHECK (0 <= start_offset AND start_offset <= end_offset), 
	CONSTRAINT fk_evidence_report_id_report FOREIGN KEY(report_id) REFERENCES report (id)
);
CREATE TABLE dataset (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	licence VARCHAR NOT NULL, 
	may_be_shared BOOLEAN NOT NULL, 
	citation VARCHAR NOT NULL, 
	CONSTRAINT pk_dataset PRIMARY KEY (id), 
	CONSTRAINT uq_dataset_name UNIQUE (name)
);
CREATE TABLE imported_file (
	article_id INTEGER NOT NULL, 
	dataset_id INTEGER NOT NULL, 
	profile VARCHAR NOT NULL, 
	header VARCHAR NOT NULL, 
	CONSTRAINT pk_imported_file PRIMARY KEY (article_id), 
	CONSTRAINT fk_imported_file_article_id_article FOREIGN KEY(article_id) REFERENCES article (id), 
	CONSTRAINT fk_imported_file_dataset_id_dataset FOREIGN KEY(dataset_id) REFERENCES dataset (id)
);
CREATE INDEX ix_imported_file_dataset_id ON imported_file (dataset_id);
CREATE TABLE imported_row (
	report_id INTEGER NOT NULL, 
	dataset_id INTEGER NOT NULL, 
	identifier VARCHAR NOT NULL, 
	line INTEGER NOT NULL, 
	cells VARCHAR NOT NULL, 
	CONSTRAINT pk_imported_row PRIMARY KEY (report_id), 
	CONSTRAINT fk_imported_row_dataset_id_dataset FOREIGN KEY(dataset_id) REFERENCES dataset (id), 
	CONSTRAINT fk_imported_row_report_id_report FOREIGN KEY(report_id) REFERENCES report (id)
);
CREATE INDEX ix_imported_row_dataset_id_identifier_report_id ON imported_row (dataset_id, identifier, report_id);
CREATE TABLE event (
	event_id VARCHAR NOT NULL, 
	prefix VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	main BOOLEAN NOT NULL, 
	event_date DATE, 
	end_date DATE, 
	date_precision VARCHAR, 
	country VARCHAR, 
	admin1 VARCHAR, 
	place VARCHAR, 
	place_reported VARCHAR, 
	latitude FLOAT, 
	longitude FLOAT, 
	place_precision VARCHAR, 
	place_layer VARCHAR, 
	place_match VARCHAR, 
	event_type VARCHAR, 
	sub_event_type VARCHAR, 
	stage VARCHAR, 
	summary VARCHAR, 
	confidence VARCHAR, 
	status VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	codebook_version VARCHAR, 
	created_at VARCHAR NOT NULL, 
	updated_at VARCHAR NOT NULL, 
	judgements VARCHAR, 
	merged_into VARCHAR, 
	tombstone VARCHAR, 
	apart VARCHAR, 
	revision_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (event_id), 
	CONSTRAINT ck_event_end_date CHECK ((end_date IS NULL) = (date(end_date) IS NULL) AND end_date = date(end_date)), 
	CONSTRAINT ck_event_event_date CHECK ((event_date IS NULL) = (date(event_date) IS NULL) AND event_date = date(event_date)), 
	CONSTRAINT ck_event_both_ends CHECK ((event_date IS NULL) = (end_date IS NULL)), 
	CONSTRAINT ck_event_point CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT ck_event_interval CHECK (event_date <= end_date), 
	CONSTRAINT ck_event_event_id CHECK (event_id = prefix || number), 
	CONSTRAINT ck_event_latitude CHECK (latitude BETWEEN -90 AND 90), 
	CONSTRAINT ck_event_longitude CHECK (longitude BETWEEN -180 AND 180), 
	CONSTRAINT ck_event_version CHECK (version >= 1)
);
CREATE INDEX ix_event_country_event_date_end_date ON event (country, event_date, end_date);
CREATE INDEX ix_event_event_date ON event (event_date);
CREATE INDEX ix_event_event_type_event_date ON event (event_type, event_date);
CREATE INDEX ix_event_latitude_longitude ON event (latitude, longitude);
CREATE INDEX ix_event_merged_into ON event (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ix_event_sub_event_type_event_date ON event (sub_event_type, event_date);
CREATE TABLE report_event (
	report_id INTEGER NOT NULL, 
	event_id VARCHAR NOT NULL, 
	linked_at VARCHAR NOT NULL, 
	linked_by VARCHAR NOT NULL, 
	CONSTRAINT pk_report_event PRIMARY KEY (report_id, event_id), 
	CONSTRAINT fk_report_event_event_id_event FOREIGN KEY(event_id) REFERENCES event (event_id), 
	CONSTRAINT fk_report_event_report_id_report FOREIGN KEY(report_id) REFERENCES report (id)
);
CREATE INDEX ix_report_event_event_id ON report_event (event_id);
CREATE TABLE counter (
	prefix VARCHAR NOT NULL, 
	last_number INTEGER NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (prefix)
);
CREATE TABLE actor (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_actor PRIMARY KEY (id), 
	CONSTRAINT uq_actor_name UNIQUE (name)
);
CREATE TABLE actor_alias (
	actor_id INTEGER NOT NULL, 
	alias VARCHAR NOT NULL, 
	CONSTRAINT pk_actor_alias PRIMARY KEY (actor_id, alias), 
	CONSTRAINT fk_actor_alias_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id)
);
CREATE TABLE event_weapon (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	weapon VARCHAR NOT NULL, 
	launched INTEGER, 
	intercepted INTEGER, 
	failed INTEGER, 
	impacted INTEGER, 
	CONSTRAINT pk_event_weapon PRIMARY KEY (event_id, position), 
	CONSTRAINT ck_event_weapon_devices CHECK (launched >= 0 AND intercepted >= 0 AND failed >= 0 AND impacted >= 0), 
	CONSTRAINT fk_event_weapon_event_id_event FOREIGN KEY(event_id) REFERENCES event (event_id)
)
 WITHOUT ROWID

;
CREATE INDEX ix_event_weapon_weapon_event_id ON event_weapon (weapon, event_id);
CREATE TABLE event_actor (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	actor_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	type VARCHAR, 
	country VARCHAR, 
	attribution VARCHAR, 
	CONSTRAINT pk_event_actor PRIMARY KEY (event_id, position), 
	CONSTRAINT fk_event_actor_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id), 
	CONSTRAINT fk_event_actor_event_id_event FOREIGN KEY(event_id) REFERENCES event (event_id)
)
 WITHOUT ROWID

;
CREATE INDEX ix_event_actor_actor_id_event_id ON event_actor (actor_id, event_id);
CREATE TABLE event_target (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	type VARCHAR NOT NULL, 
	name VARCHAR, 
	outcome VARCHAR, 
	CONSTRAINT pk_event_target PRIMARY KEY (event_id, position), 
	CONSTRAINT fk_event_target_event_id_event FOREIGN KEY(event_id) REFERENCES event (event_id)
)
 WITHOUT ROWID

;
CREATE TABLE event_casualty (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	harm VARCHAR NOT NULL, 
	casualty_group VARCHAR NOT NULL, 
	low INTEGER, 
	best INTEGER, 
	high INTEGER, 
	status VARCHAR NOT NULL, 
	CONSTRAINT pk_event_casualty PRIMARY KEY (event_id, position), 
	CONSTRAINT ck_event_casualty_people CHECK (low >= 0 AND best >= 0 AND high >= 0), 
	CONSTRAINT fk_event_casualty_event_id_event FOREIGN KEY(event_id) REFERENCES event (event_id)
)
 WITHOUT ROWID

;
CREATE TABLE event_claim (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	actor_id INTEGER, 
	mode VARCHAR, 
	source VARCHAR, 
	CONSTRAINT pk_event_claim PRIMARY KEY (event_id, position), 
	CONSTRAINT fk_event_claim_actor_id_actor FOREIGN KEY(actor_id) REFERENCES actor (id), 
	CONSTRAINT fk_event_claim_event_id_event FOREIGN KEY(event_id) REFERENCES event (event_id)
)
 WITHOUT ROWID

;
CREATE INDEX ix_event_claim_actor_id_event_id ON event_claim (actor_id, event_id);
CREATE TABLE member (
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	revision_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_member PRIMARY KEY (name)
);
CREATE TABLE coding (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id INTEGER NOT NULL, 
	coder VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	coded_at VARCHAR NOT NULL, 
	codebook_version VARCHAR, 
	reason VARCHAR, 
	revision_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT fk_coding_article_id_article FOREIGN KEY(article_id) REFERENCES article (id), 
	CONSTRAINT uq_coding_article_id_coder_turn UNIQUE (article_id, coder, turn)
);
CREATE TABLE coding_event (
	coding_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	CONSTRAINT pk_coding_event PRIMARY KEY (coding_id, position), 
	CONSTRAINT fk_coding_event_coding_id_coding FOREIGN KEY(coding_id) REFERENCES coding (id)
);
CREATE TABLE assignment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id INTEGER NOT NULL, 
	coder VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	stratum VARCHAR, 
	seed INTEGER, 
	due_at VARCHAR NOT NULL, 
	revision_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT fk_assignment_article_id_article FOREIGN KEY(article_id) REFERENCES article (id)
);
CREATE INDEX ix_assignment_article_id ON assignment (article_id);
CREATE TABLE "query" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	term VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	event_id VARCHAR, 
	asked_by VARCHAR NOT NULL, 
	asked_at VARCHAR NOT NULL, 
	answer VARCHAR, 
	answered_by VARCHAR, 
	answered_at VARCHAR, 
	revision_id INTEGER DEFAULT '0' NOT NULL
);
CREATE TABLE recheck (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	event_id VARCHAR NOT NULL, 
	term VARCHAR NOT NULL, 
	codebook_version VARCHAR NOT NULL, 
	checked_by VARCHAR NOT NULL, 
	revision_id INTEGER DEFAULT '0' NOT NULL
);
CREATE INDEX ix_recheck_event_id ON recheck (event_id);
CREATE TABLE verdict (
	id INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	decision VARCHAR NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	confidence VARCHAR NOT NULL, 
	kept VARCHAR NOT NULL, 
	proposed_type VARCHAR, 
	final_type VARCHAR, 
	features VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	codebook_version VARCHAR, 
	CONSTRAINT pk_verdict PRIMARY KEY (id)
);
CREATE TABLE trial (
	id INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	arm VARCHAR NOT NULL, 
	told VARCHAR NOT NULL, 
	kept VARCHAR NOT NULL, 
	planted VARCHAR, 
	caught BOOLEAN, 
	seconds FLOAT NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	CONSTRAINT pk_trial PRIMARY KEY (id)
);
CREATE TABLE effort (
	id INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	task VARCHAR NOT NULL, 
	keys INTEGER NOT NULL, 
	seconds FLOAT NOT NULL, 
	events INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	untouched INTEGER NOT NULL, 
	done_at VARCHAR NOT NULL, 
	done_by VARCHAR NOT NULL, 
	CONSTRAINT pk_effort PRIMARY KEY (id)
);
CREATE TABLE user_place (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	country VARCHAR, 
	admin1 VARCHAR, 
	latitude FLOAT NOT NULL, 
	longitude FLOAT NOT NULL, 
	kind VARCHAR NOT NULL, 
	population INTEGER, 
	code VARCHAR, 
	source VARCHAR NOT NULL, 
	added_at VARCHAR NOT NULL, 
	added_by VARCHAR NOT NULL, 
	CONSTRAINT pk_user_place PRIMARY KEY (id), 
	CONSTRAINT ck_user_place_latitude CHECK (latitude BETWEEN -90 AND 90), 
	CONSTRAINT ck_user_place_longitude CHECK (longitude BETWEEN -180 AND 180), 
	CONSTRAINT ck_user_place_population CHECK (population >= 0)
);
CREATE INDEX ix_user_place_source_code ON user_place (source, code);
CREATE TABLE user_place_name (
	name VARCHAR NOT NULL, 
	place_id INTEGER NOT NULL, 
	written VARCHAR NOT NULL, 
	"match" VARCHAR NOT NULL, 
	CONSTRAINT pk_user_place_name PRIMARY KEY (name, place_id), 
	CONSTRAINT fk_user_place_name_place_id_user_place FOREIGN KEY(place_id) REFERENCES user_place (id)
);
CREATE INDEX ix_user_place_name_place_id ON user_place_name (place_id);
CREATE TABLE geocode_cache (
	provider VARCHAR NOT NULL, 
	"query" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	address VARCHAR, 
	latitude FLOAT, 
	longitude FLOAT, 
	country VARCHAR, 
	asked_at VARCHAR NOT NULL, 
	CONSTRAINT pk_geocode_cache PRIMARY KEY (provider, "query", position), 
	CONSTRAINT ck_geocode_cache_point CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT ck_geocode_cache_latitude CHECK (latitude BETWEEN -90 AND 90), 
	CONSTRAINT ck_geocode_cache_longitude CHECK (longitude BETWEEN -180 AND 180)
);
CREATE TABLE revision (
	id INTEGER NOT NULL, 
	made_at VARCHAR NOT NULL, 
	made_by VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	reason VARCHAR, 
	undoes INTEGER, 
	salt VARCHAR, 
	digest VARCHAR, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (id)
);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	field VARCHAR, 
	old VARCHAR, 
	new VARCHAR, 
	salt VARCHAR, 
	digest VARCHAR, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_revision_id_revision FOREIGN KEY(revision_id) REFERENCES revision (id)
);
CREATE INDEX ix_change_kind_key ON change (kind, "key");
CREATE INDEX ix_change_revision_id ON change (revision_id);
CREATE TABLE past_article (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	outlet_id INTEGER, 
	title VARCHAR, 
	text VARCHAR NOT NULL, 
	published_on DATE, 
	language VARCHAR, 
	path VARCHAR, 
	added_at VARCHAR NOT NULL, 
	added_by VARCHAR NOT NULL, 
	erased_at VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_article PRIMARY KEY (id, until_revision)
);
CREATE INDEX ix_past_article_outlet_id ON past_article (outlet_id);
CREATE INDEX ix_past_article_until_revision_revision_id ON past_article (until_revision, revision_id);
CREATE TABLE past_intake (
	article_id INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	reason VARCHAR, 
	origin VARCHAR NOT NULL, 
	url VARCHAR, 
	page VARCHAR, 
	decided_by VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_intake PRIMARY KEY (article_id, until_revision)
);
CREATE INDEX ix_past_intake_state ON past_intake (state);
CREATE INDEX ix_past_intake_until_revision_revision_id ON past_intake (until_revision, revision_id);
CREATE TABLE past_report (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	main BOOLEAN NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	accepted_by VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	codebook_version VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_report PRIMARY KEY (id, until_revision)
);
CREATE INDEX ix_past_report_article_id ON past_report (article_id);
CREATE INDEX ix_past_report_until_revision_revision_id ON past_report (until_revision, revision_id);
CREATE TABLE past_evidence (
	report_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	value VARCHAR, 
	start_offset INTEGER NOT NULL, 
	end_offset INTEGER NOT NULL, 
	quote VARCHAR NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	accepted_by VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_evidence PRIMARY KEY (report_id, position, until_revision)
);
CREATE INDEX ix_past_evidence_until_revision_revision_id ON past_evidence (until_revision, revision_id);
CREATE TABLE past_imported_file (
	article_id INTEGER NOT NULL, 
	dataset_id INTEGER NOT NULL, 
	profile VARCHAR NOT NULL, 
	header VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_imported_file PRIMARY KEY (article_id, until_revision)
);
CREATE INDEX ix_past_imported_file_dataset_id ON past_imported_file (dataset_id);
CREATE INDEX ix_past_imported_file_until_revision_revision_id ON past_imported_file (until_revision, revision_id);
CREATE TABLE past_imported_row (
	report_id INTEGER NOT NULL, 
	dataset_id INTEGER NOT NULL, 
	identifier VARCHAR NOT NULL, 
	line INTEGER NOT NULL, 
	cells VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_imported_row PRIMARY KEY (report_id, until_revision)
);
CREATE INDEX ix_past_imported_row_dataset_id_identifier_report_id ON past_imported_row (dataset_id, identifier, report_id);
CREATE INDEX ix_past_imported_row_until_revision_revision_id ON past_imported_row (until_revision, revision_id);
CREATE TABLE past_event (
	event_id VARCHAR NOT NULL, 
	prefix VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	main BOOLEAN NOT NULL, 
	event_date DATE, 
	end_date DATE, 
	date_precision VARCHAR, 
	country VARCHAR, 
	admin1 VARCHAR, 
	place VARCHAR, 
	place_reported VARCHAR, 
	latitude FLOAT, 
	longitude FLOAT, 
	place_precision VARCHAR, 
	place_layer VARCHAR, 
	place_match VARCHAR, 
	event_type VARCHAR, 
	sub_event_type VARCHAR, 
	stage VARCHAR, 
	summary VARCHAR, 
	confidence VARCHAR, 
	status VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	codebook_version VARCHAR, 
	created_at VARCHAR NOT NULL, 
	updated_at VARCHAR NOT NULL, 
	judgements VARCHAR, 
	merged_into VARCHAR, 
	tombstone VARCHAR, 
	apart VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_event PRIMARY KEY (event_id, until_revision)
);
CREATE INDEX ix_past_event_country_event_date_end_date ON past_event (country, event_date, end_date);
CREATE INDEX ix_past_event_event_date ON past_event (event_date);
CREATE INDEX ix_past_event_event_type_event_date ON past_event (event_type, event_date);
CREATE INDEX ix_past_event_latitude_longitude ON past_event (latitude, longitude);
CREATE INDEX ix_past_event_merged_into ON past_event (merged_into);
CREATE INDEX ix_past_event_sub_event_type_event_date ON past_event (sub_event_type, event_date);
CREATE INDEX ix_past_event_until_revision_revision_id ON past_event (until_revision, revision_id);
CREATE TABLE past_report_event (
	report_id INTEGER NOT NULL, 
	event_id VARCHAR NOT NULL, 
	linked_at VARCHAR NOT NULL, 
	linked_by VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_report_event PRIMARY KEY (report_id, event_id, until_revision)
);
CREATE INDEX ix_past_report_event_event_id ON past_report_event (event_id);
CREATE INDEX ix_past_report_event_until_revision_revision_id ON past_report_event (until_revision, revision_id);
CREATE TABLE past_event_weapon (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	weapon VARCHAR NOT NULL, 
	launched INTEGER, 
	intercepted INTEGER, 
	failed INTEGER, 
	impacted INTEGER, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_event_weapon PRIMARY KEY (event_id, position, until_revision)
);
CREATE INDEX ix_past_event_weapon_weapon_event_id ON past_event_weapon (weapon, event_id);
CREATE INDEX ix_past_event_weapon_until_revision_revision_id ON past_event_weapon (until_revision, revision_id);
CREATE TABLE past_event_actor (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	actor_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	type VARCHAR, 
	country VARCHAR, 
	attribution VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_event_actor PRIMARY KEY (event_id, position, until_revision)
);
CREATE INDEX ix_past_event_actor_actor_id_event_id ON past_event_actor (actor_id, event_id);
CREATE INDEX ix_past_event_actor_until_revision_revision_id ON past_event_actor (until_revision, revision_id);
CREATE TABLE past_event_target (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	type VARCHAR NOT NULL, 
	name VARCHAR, 
	outcome VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_event_target PRIMARY KEY (event_id, position, until_revision)
);
CREATE INDEX ix_past_event_target_until_revision_revision_id ON past_event_target (until_revision, revision_id);
CREATE TABLE past_event_casualty (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	harm VARCHAR NOT NULL, 
	casualty_group VARCHAR NOT NULL, 
	low INTEGER, 
	best INTEGER, 
	high INTEGER, 
	status VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_event_casualty PRIMARY KEY (event_id, position, until_revision)
);
CREATE INDEX ix_past_event_casualty_until_revision_revision_id ON past_event_casualty (until_revision, revision_id);
CREATE TABLE past_event_claim (
	event_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	actor_id INTEGER, 
	mode VARCHAR, 
	source VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_event_claim PRIMARY KEY (event_id, position, until_revision)
);
CREATE INDEX ix_past_event_claim_actor_id_event_id ON past_event_claim (actor_id, event_id);
CREATE INDEX ix_past_event_claim_until_revision_revision_id ON past_event_claim (until_revision, revision_id);
CREATE TABLE past_member (
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_member PRIMARY KEY (name, until_revision)
);
CREATE INDEX ix_past_member_until_revision_revision_id ON past_member (until_revision, revision_id);
CREATE TABLE past_coding (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	coder VARCHAR NOT NULL, 
	turn INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	coded_at VARCHAR NOT NULL, 
	codebook_version VARCHAR, 
	reason VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_coding PRIMARY KEY (id, until_revision)
);
CREATE INDEX ix_past_coding_until_revision_revision_id ON past_coding (until_revision, revision_id);
CREATE TABLE past_coding_event (
	coding_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_coding_event PRIMARY KEY (coding_id, position, until_revision)
);
CREATE INDEX ix_past_coding_event_until_revision_revision_id ON past_coding_event (until_revision, revision_id);
CREATE TABLE past_assignment (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	coder VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	stratum VARCHAR, 
	seed INTEGER, 
	due_at VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_assignment PRIMARY KEY (id, until_revision)
);
CREATE INDEX ix_past_assignment_article_id ON past_assignment (article_id);
CREATE INDEX ix_past_assignment_until_revision_revision_id ON past_assignment (until_revision, revision_id);
CREATE TABLE past_query (
	id INTEGER NOT NULL, 
	term VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	event_id VARCHAR, 
	asked_by VARCHAR NOT NULL, 
	asked_at VARCHAR NOT NULL, 
	answer VARCHAR, 
	answered_by VARCHAR, 
	answered_at VARCHAR, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_query PRIMARY KEY (id, until_revision)
);
CREATE INDEX ix_past_query_until_revision_revision_id ON past_query (until_revision, revision_id);
CREATE TABLE past_recheck (
	id INTEGER NOT NULL, 
	event_id VARCHAR NOT NULL, 
	term VARCHAR NOT NULL, 
	codebook_version VARCHAR NOT NULL, 
	checked_by VARCHAR NOT NULL, 
	revision_id INTEGER NOT NULL, 
	until_revision INTEGER NOT NULL, 
	CONSTRAINT pk_past_recheck PRIMARY KEY (id, until_revision)
);
CREATE INDEX ix_past_recheck_event_id ON past_recheck (event_id);
CREATE INDEX ix_past_recheck_until_revision_revision_id ON past_recheck (until_revision, revision_id);
CREATE VIRTUAL TABLE event_spot USING rtree(id, south, north, west, east, +latitude, +longitude);
CREATE TABLE event_term (id INTEGER NOT NULL PRIMARY KEY, event_id VARCHAR NOT NULL UNIQUE);
CREATE VIRTUAL TABLE event_words USING fts5(summary, place, place_reported, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE event_tally (country VARCHAR NOT NULL, month VARCHAR NOT NULL, status VARCHAR NOT NULL, events INTEGER NOT NULL, killed INTEGER NOT NULL, killed_known INTEGER NOT NULL, injured INTEGER NOT NULL, injured_known INTEGER NOT NULL, PRIMARY KEY (country, month, status)) WITHOUT ROWID;
CREATE TRIGGER article_words_insert AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (NEW.id, replace(replace(NEW.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.text, 'ß', 'ss'), 'ẞ', 'ss'));
END;
CREATE TRIGGER article_words_update AFTER UPDATE ON article WHEN OLD.title IS NOT NEW.title OR OLD.text IS NOT NEW.text BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', OLD.id, replace(replace(OLD.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.text, 'ß', 'ss'), 'ẞ', 'ss'));
    INSERT INTO article_words (rowid, title, text) VALUES (NEW.id, replace(replace(NEW.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.text, 'ß', 'ss'), 'ẞ', 'ss'));
END;
CREATE TRIGGER article_words_delete AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', OLD.id, replace(replace(OLD.title, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.text, 'ß', 'ss'), 'ẞ', 'ss'));
END;
CREATE TRIGGER event_spot_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_spot (south, north, west, east, latitude, longitude)
SELECT NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude, NEW.latitude, NEW.longitude
WHERE NEW.latitude IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event
WHERE latitude = NEW.latitude AND longitude = NEW.longitude AND event_id <> NEW.event_id);
END;
CREATE TRIGGER event_spot_update AFTER UPDATE ON event WHEN OLD.latitude IS NOT NEW.latitude OR OLD.longitude IS NOT NEW.longitude BEGIN
    INSERT INTO event_spot (south, north, west, east, latitude, longitude)
SELECT NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude, NEW.latitude, NEW.longitude
WHERE NEW.latitude IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event
WHERE latitude = NEW.latitude AND longitude = NEW.longitude AND event_id <> NEW.event_id);
    DELETE FROM event_spot
WHERE south <= OLD.latitude + 1e-6 AND north >= OLD.latitude - 1e-6
AND west <= OLD.longitude + 1e-6 AND east >= OLD.longitude - 1e-6
AND latitude = OLD.latitude AND longitude = OLD.longitude
AND NOT EXISTS (SELECT 1 FROM event WHERE latitude = OLD.latitude AND longitude = OLD.longitude);
END;
CREATE TRIGGER event_spot_delete AFTER DELETE ON event BEGIN
    DELETE FROM event_spot
WHERE south <= OLD.latitude + 1e-6 AND north >= OLD.latitude - 1e-6
AND west <= OLD.longitude + 1e-6 AND east >= OLD.longitude - 1e-6
AND latitude = OLD.latitude AND longitude = OLD.longitude
AND NOT EXISTS (SELECT 1 FROM event WHERE latitude = OLD.latitude AND longitude = OLD.longitude);
END;
CREATE TRIGGER event_words_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_term (event_id) VALUES (NEW.event_id);
    INSERT INTO event_words (rowid, summary, place, place_reported) VALUES ((SELECT id FROM event_term WHERE event_id = NEW.event_id), replace(replace(NEW.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
END;
CREATE TRIGGER event_words_update AFTER UPDATE ON event WHEN OLD.summary IS NOT NEW.summary OR OLD.place IS NOT NEW.place OR OLD.place_reported IS NOT NEW.place_reported BEGIN
    INSERT INTO event_words (event_words, rowid, summary, place, place_reported) VALUES ('delete', (SELECT id FROM event_term WHERE event_id = OLD.event_id), replace(replace(OLD.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
    INSERT INTO event_words (rowid, summary, place, place_reported) VALUES ((SELECT id FROM event_term WHERE event_id = NEW.event_id), replace(replace(NEW.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(NEW.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
END;
CREATE TRIGGER event_words_delete AFTER DELETE ON event BEGIN
    INSERT INTO event_words (event_words, rowid, summary, place, place_reported) VALUES ('delete', (SELECT id FROM event_term WHERE event_id = OLD.event_id), replace(replace(OLD.summary, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place, 'ß', 'ss'), 'ẞ', 'ss'), replace(replace(OLD.place_reported, 'ß', 'ss'), 'ẞ', 'ss'));
    DELETE FROM event_term WHERE event_id = OLD.event_id;
END;
CREATE TRIGGER event_tally_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_tally SELECT coalesce(NEW.country, ''), coalesce(substr(NEW.event_date, 1, 7), ''), NEW.status, 1, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL WHERE true ON CONFLICT DO UPDATE SET events = events + 1, killed = killed + excluded.killed, killed_known = killed_known + excluded.killed_known, injured = injured + excluded.injured, injured_known = injured_known + excluded.injured_known;
END;
CREATE TRIGGER event_tally_update AFTER UPDATE ON event WHEN OLD.country IS NOT NEW.country OR OLD.event_date IS NOT NEW.event_date OR OLD.status IS NOT NEW.status BEGIN
    UPDATE event_tally SET events = events - 1, killed = killed - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), killed_known = killed_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL), injured = injured - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), injured_known = injured_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (coalesce(OLD.country, ''), coalesce(substr(OLD.event_date, 1, 7), ''), OLD.status);
    INSERT INTO event_tally SELECT coalesce(NEW.country, ''), coalesce(substr(NEW.event_date, 1, 7), ''), NEW.status, 1, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL, coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), (SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL WHERE true ON CONFLICT DO UPDATE SET events = events + 1, killed = killed + excluded.killed, killed_known = killed_known + excluded.killed_known, injured = injured + excluded.injured, injured_known = injured_known + excluded.injured_known;
END;
CREATE TRIGGER event_tally_delete AFTER DELETE ON event BEGIN
    UPDATE event_tally SET events = events - 1, killed = killed - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')), 0), killed_known = killed_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all')) IS NOT NULL), injured = injured - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')), 0), injured_known = injured_known - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (coalesce(OLD.country, ''), coalesce(substr(OLD.event_date, 1, 7), ''), OLD.status);
END;
CREATE TRIGGER event_tally_killed_insert AFTER INSERT ON event_casualty BEGIN
    UPDATE event_tally SET killed = killed + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position)), 0), killed_known = killed_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position)) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END;
CREATE TRIGGER event_tally_killed_update AFTER UPDATE ON event_casualty BEGIN
    UPDATE event_tally SET killed = killed + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')), 0), killed_known = killed_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'killed' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END;
CREATE TRIGGER event_tally_killed_delete AFTER DELETE ON event_casualty BEGIN
    UPDATE event_tally SET killed = killed + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position)), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')), 0), killed_known = killed_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position)) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'killed' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'killed' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = OLD.event_id);
END;
CREATE TRIGGER event_tally_injured_insert AFTER INSERT ON event_casualty BEGIN
    UPDATE event_tally SET injured = injured + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position)), 0), injured_known = injured_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position)) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END;
CREATE TRIGGER event_tally_injured_update AFTER UPDATE ON event_casualty BEGIN
    UPDATE event_tally SET injured = injured + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')), 0), injured_known = injured_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(NEW.best, NEW.low, NEW.high) WHERE NEW.harm = 'injured' AND NEW.casualty_group = 'all')) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = NEW.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> NEW.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = NEW.event_id);
END;
CREATE TRIGGER event_tally_injured_delete AFTER DELETE ON event_casualty BEGIN
    UPDATE event_tally SET injured = injured + coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position)), 0) - coalesce((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')), 0), injured_known = injured_known + ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position)) IS NOT NULL) - ((SELECT min(figure) FROM (SELECT coalesce(best, low, high) AS figure FROM event_casualty WHERE event_id = OLD.event_id AND harm = 'injured' AND casualty_group = 'all' AND position <> OLD.position UNION ALL SELECT coalesce(OLD.best, OLD.low, OLD.high) WHERE OLD.harm = 'injured' AND OLD.casualty_group = 'all')) IS NOT NULL) WHERE (country, month, status) = (SELECT coalesce(event.country, ''), coalesce(substr(event.event_date, 1, 7), ''), event.status FROM event WHERE event_id = OLD.event_id);
END;
INSERT INTO alembic_version (version_num) VALUES ('0001');
COMMIT;
