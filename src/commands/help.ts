export const helpText = `sallyport: a gate in front of npm install, pip install and docker pull

Type your install commands as always. What looks wrong is asked about before anything is fetched.

usage:
  sallyport run <tool> -- <args…>                     what a shim calls: judge, ask, then run the real tool
  sallyport check [--json] [--offline] -- <tool> <args…>
                                                      judge only: exit 0 would pass, 75 would ask, 77 would refuse
  sallyport names --ecosystem npm|pypi|docker [--json]
                                                      judge names from standard input, one answer a line
  sallyport policy show [--json] | validate [FILE]    the policy in force, who says what; whether a file is valid
  sallyport policy add URL|FILE --key KEY [--replace] | update | remove --yes
                                                      enrol in the policy of a team, ask for a newer one, leave it
  sallyport policy keygen --out FILE                  a key to sign the policy of a team with (docs/team-policy.md)
  sallyport policy sign FILE --key PRIVATE.pem [--previous OLD.pem]
                                                      sign it, so that laptops may take it
  sallyport policy test [POLICY] [--fixtures FILE] [--as team|user|project] [--json]
                                                      judge the cases of a fixtures file by a policy: for CI
  sallyport policy simulate POLICY [--as team|user|project] [--since 30d] [--all] [--json]
                                                      what another policy would make of the commands in the audit log
  sallyport policy export --npmrc|--pip|--pnpm|--yarn|--uv|--bun [--json] | --check
                                                      what those tools can enforce by themselves; what is set weaker
  sallyport policy allow ARTIFACT --rule RULE… --reason TEXT --until DAY|30d [--broad] [--file FILE] [--dry-run]
                                                      write an exception into your policy file, the rest of it untouched
  sallyport policy disallow ARTIFACT [--rule RULE…] [--file FILE] [--dry-run]
                                                      take it out again
  sallyport policy exceptions [FILE] [--json] [--strict] [--unused-after 90d]
                                                      which exceptions ended, end soon, excuse nothing or too much
  sallyport explain [--json] <npm:NAME | pypi:NAME | docker:NAME | pkg:…>
                                                      what is known of one artifact, what every rule says, and why
  sallyport cache status [--json]                     which name indexes are in force, and how old they are
  sallyport cache update [npm|pypi|docker…] [--from URL|FILE] [--all-names URL|FILE] [--force] [--timeout SECONDS]
                                                      take newer names from your sources (docs/names.md)
  sallyport log [--since 30d] [--artifact PATTERN] [--advisory FILE] [--verdict VERDICT] [--last N] [--json] [--follow]
                                                      what was judged, and whether something bad was among it
  sallyport log --verify                              whether the log is what was written (docs/audit-log.md)
  sallyport config list | get KEY | set KEY VALUE     a person's own settings
  sallyport doctor                                    look for what is broken or not covered
  sallyport --version | --help

tools: npm, npx, pip, pip3, docker
off for one command: SALLYPORT=off npm install …      said each time, and written to the audit log
`
