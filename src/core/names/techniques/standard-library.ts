import {differingLetters, slipsBetween} from '../slips.ts'
import type {Technique} from '../technique.ts'

/** Python itself and the modules that come with it, those of 3.11 and those that left since 3.8 (`sys.stdlib_module_names`). */
const PARTS_OF_PYTHON: ReadonlySet<string> = new Set(
  [
    'abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2',
    'cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent',
    'configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal',
    'difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput',
    'fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq',
    'hmac html http imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale',
    'logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis',
    'nntplib ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools',
    'pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc',
    'pydoc_data pyexpat python python3 queue quopri random re readline reprlib resource rlcompleter runpy sched',
    'secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3',
    'sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys',
    'sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap threading time timeit tkinter token',
    'tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu',
    'uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport',
    'zlib zoneinfo',
  ].flatMap((line) => line.toLowerCase().replaceAll('_', '-').split(' ')),
)

/** Shorter names are near each other by chance. */
const SHORTEST = 5

/** `urllib`, `sqlite3`, `pyhton`: part of Python, which no package brings; whoever registers the name waits for this slip. */
export const standardLibrary: Technique = {
  *propose(name, index, {kind}) {
    if (index.ecosystem !== 'pypi' || kind !== 'absent') return
    if (PARTS_OF_PYTHON.has(name)) {
      const sentence = `names a part of Python itself, \`${name}\`, which needs no installing`
      yield {name, technique: 'standard-library', sentence, likelihood: 0.75, elsewhere: 'python'}
    } else if (name.length >= SHORTEST) {
      for (const part of nearest(name)) {
        const sentence = `misspells \`${part}\`, which is a part of Python itself and needs no installing`
        yield {name: part, technique: 'standard-library', sentence, likelihood: 0.7, elsewhere: 'python'}
      }
    }
  },
}

/** Those one slip away, or else those that have the same letters, but for one, in another order. */
function nearest(name: string): readonly string[] {
  const parts = [...PARTS_OF_PYTHON].filter((part) => part.length >= SHORTEST)
  const near = parts.filter((part) => slipsBetween(name, part, 1) === 1)
  if (near.length > 0) return near
  return parts.filter(
    (part) => part.length > SHORTEST && slipsBetween(name, part, 2) === 2 && differingLetters(name, part) <= 1,
  )
}
