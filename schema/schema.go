// Package schema embeds the JSON Schemas of what patci reads and writes.
package schema

import "embed"

// Files holds a NAME.schema.json for each format.
//
//go:embed *.schema.json
var Files embed.FS

// Suffix ends the name of every schema in Files.
const Suffix = ".schema.json"
