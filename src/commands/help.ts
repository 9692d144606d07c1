export const helpText = `sallyport: a gate in front of npm install, pip install and docker pull

Type your install commands as always. What looks wrong is asked about before anything is fetched.

usage:
  sallyport run <tool> -- <args…>                     what a shim calls: judge, ask, then run the real tool
  sallyport check [--json] [--offline] -- <tool> <args…>
                                                      judge only: exit 0 would pass, 75 would ask, 77 would refuse
  sallyport names --ecosystem npm|pypi|docker [--json]
                                                      judge names from standard input, one answer a line
  sallyport policy show [--json] | validate [FILE]    the policy in force, who says what; whether a file is valid
  sallyport explain [--json] <npm:NAME | pypi:NAME | docker:NAME | pkg:…>
                                                      what is known of one artifact, what every rule says, and why
  sallyport cache status [--json]                     which names and advisories are in force, and how old they are
  sallyport cache update [names|advisories] [npm|pypi|docker…] [--from URL|FILE] [--all-names URL|FILE] [--add] [--force]
                                                      take newer ones from your sources (docs/names.md, docs/reputation.md)
  sallyport cache export FILE | import FILE | clear [--yes]
                                                      carry them to a machine without a network; remove them
  sallyport config list | get KEY | set KEY VALUE     a person's own settings
  sallyport doctor                                    look for what is broken or not covered
  sallyport --version | --help

tools: npm, npx, pip, pip3, docker
off for one command: SALLYPORT=off npm install …      said each time, and written to the audit log
`
