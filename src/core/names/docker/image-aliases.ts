// Names under which people look for an image whose real name is another: `postgresql`, `mongodb`, `nodejs`. Bare names only.

import {type ImageTechnique, imageSuggestion} from './image-technique.ts'

/** What a project is called, and the image that it or Docker publishes. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['apache', ['httpd']],
  ['apache2', ['httpd']],
  ['corretto', ['amazoncorretto']],
  ['couch', ['couchdb']],
  ['dotnet', ['mcr.microsoft.com/dotnet/sdk']],
  ['elastic', ['elasticsearch']],
  ['go', ['golang']],
  ['jdk', ['eclipse-temurin']],
  ['jre', ['eclipse-temurin']],
  ['keycloak', ['quay.io/keycloak/keycloak']],
  ['mongodb', ['mongo']],
  ['mssql', ['mcr.microsoft.com/mssql/server']],
  ['mysql-server', ['mysql', 'mysql/mysql-server']],
  ['nodejs', ['node']],
  ['node-js', ['node']],
  ['node.js', ['node']],
  ['pgsql', ['postgres']],
  ['postgresql', ['postgres']],
  ['sqlserver', ['mcr.microsoft.com/mssql/server']],
  ['temurin', ['eclipse-temurin']],
  ['zulu', ['azul-zulu']],
])

export const imageAliases: ImageTechnique = function* ({base}) {
  for (const [place, target] of (ALIASES.get(base) ?? []).entries()) {
    yield imageSuggestion(target, {technique: 'alias', phrase: 'is published as', score: 0.96 - place / 100})
  }
}
