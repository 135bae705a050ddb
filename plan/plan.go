// Package plan embeds the example programme and the rulebooks that are chosen
// by name, so that the binary alone shows what it does.
package plan

import "embed"

// Files holds the programmes by year, 2022/*.yaml with their document.md, and
// rulebooks/*.yaml.
//
//go:embed 2022/*.yaml 2022/*.md all:rulebooks
var Files embed.FS
