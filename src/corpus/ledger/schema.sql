-- One row for each setting of the corpus and each finished step.
CREATE TABLE property (
    key TEXT PRIMARY KEY,
    value
) WITHOUT ROWID;

-- The files as they came in, compressed, by their SHA-256.
CREATE TABLE content (
    hash BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
);

-- Every document of the heaps. state: ready, failed (reason says why), left out (another language, reason says which).
CREATE TABLE document (
    side INTEGER NOT NULL,
    id TEXT NOT NULL,
    place TEXT NOT NULL,
    hash BLOB NOT NULL,
    format TEXT,
    encoding TEXT,
    url TEXT,
    date TEXT,
    title TEXT,
    words INTEGER NOT NULL,
    signature BLOB,
    shingles BLOB,
    story INTEGER,
    relation TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (side, id)
) WITHOUT ROWID;
CREATE INDEX document_hash ON document (hash);

-- What is wrong with the heaps themselves: a broken row of a list, a damaged member of an archive.
CREATE TABLE trouble (
    number INTEGER PRIMARY KEY,
    message TEXT NOT NULL
);

-- Documents that belong together. key: what the alignment depends on. state: ready, aligned, failed (reason says why).
CREATE TABLE pair (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    score REAL NOT NULL,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    runner_up TEXT,
    runner_up_score REAL,
    key BLOB NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    -- Whether the choice among the documents of a story lets it be written.
    kept INTEGER NOT NULL DEFAULT 1,
    UNIQUE (source, target)
);

-- Aligned groups of sentences: id = pair << 20 | bead.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    shape TEXT NOT NULL,
    confidence REAL NOT NULL,
    moved INTEGER NOT NULL,
    source_sentences TEXT NOT NULL,
    target_sentences TEXT NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    target_start INTEGER,
    target_end INTEGER,
    source_role TEXT NOT NULL,
    target_role TEXT NOT NULL,
    source_text TEXT NOT NULL,
    target_text TEXT NOT NULL,
    -- Where each sentence begins in the text, in bytes.
    source_starts TEXT NOT NULL,
    target_starts TEXT NOT NULL,
    -- What the unit alone tells.
    marks TEXT NOT NULL,
    findings TEXT NOT NULL,
    -- Equal for equal texts, however written; for repeated text across documents.
    source_key INTEGER NOT NULL,
    target_key INTEGER NOT NULL,
    -- What only the whole corpus tells.
    repeated INTEGER NOT NULL DEFAULT 0,
    duplicate_of INTEGER,
    near_of INTEGER
);

-- The words of the units as stems, to search for; the rows are those of unit.
CREATE VIRTUAL TABLE word USING fts5 (
    source,
    target,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0"
);
