import {Box, Text} from 'ink'
import type {ReactNode} from 'react'
import {assertNever} from '../core/assert-never.ts'
import {popularityText} from '../core/popularity-text.ts'
import {foreignLetters, type Printable, printable, printableWithin} from '../core/printable.ts'
import type {Choice, Question} from './question.ts'

export interface ScreenProps {
  readonly question: Question
  /** Whether a key answers already. */
  readonly isArmed: boolean
  /** Columns of the terminal. */
  readonly width: number
}

const LONGEST_NAME = 60
const LONGEST_COMMAND = 200
const LONGEST_MESSAGE = 300

/** The question as a picture of its state: no input, no clock, no terminal of its own. */
export function Screen({question, isArmed, width}: ScreenProps): ReactNode {
  const {commandLine, position, subject, findings, sources, choices, confirm, where, via, afterStart, indexDate} =
    question
  const letters = foreignLetters(subject)
  return (
    <Box flexDirection="column" width={Math.min(width, 100)} paddingX={1} paddingY={1}>
      <Text>
        <Text bold>sallyport</Text> stopped <Text bold>{printableWithin(commandLine, LONGEST_COMMAND)}</Text>
        {position.total > 1 ? ` (question ${position.current} of ${position.total})` : ''}
      </Text>
      <Text dimColor>{whatChanged(afterStart)}</Text>
      <Box flexDirection="column" marginTop={1}>
        {findings.map(({code, severity, message, origin}) => (
          <Text key={code + message} color={severity === 'block' ? 'red' : 'yellow'}>
            {code === 'unclear' ? '' : `${printableWithin(subject, LONGEST_NAME)} `}
            {printableWithin(message, LONGEST_MESSAGE)}{' '}
            <Text dimColor>{`(${code}, policy: ${printable(origin)})`}</Text>
          </Text>
        ))}
        {letters.length > 0 && (
          <Text color="yellow">It has letters beyond ASCII: {letters.slice(0, 12).join(', ')}</Text>
        )}
        {via !== undefined && via.length > 0 && (
          <Text>It comes in through {printableWithin(via.join(' > '), LONGEST_MESSAGE)}.</Text>
        )}
        {where !== undefined && <Text>It stands in {printable(where)}; to change it, edit that file.</Text>}
        {sources.slice(0, 6).map(({setting, value, setBy}) => (
          <Text key={setting + value} dimColor>
            {printableWithin(`${setting} is ${value} (${setBy})`, LONGEST_MESSAGE)}
          </Text>
        ))}
      </Box>
      <Box flexDirection="column" marginTop={1}>
        {choices.map((choice, index) => (
          <Option
            key={choice.name}
            label={index === 0 ? '1 or s' : String(index + 1)}
            text={choiceText(choice)}
            command={choice.commandLine}
          />
        ))}
        {confirm.kind === 'allowed' && (
          <Option label="y" text={'let it through once' as Printable} command={confirm.commandLine} />
        )}
        {confirm.kind === 'never' && <Text color="red">The policy refuses it: there is no key to let it through.</Text>}
        <Option label="Enter" text={'refuse (so do n, Esc and no answer)' as Printable} command={undefined} />
      </Box>
      <Box marginTop={1}>
        <Text dimColor={!isArmed}>
          {isArmed ? 'Your answer? ' : 'A moment to read … '}
          {indexDate !== null && <Text dimColor>{`names as of ${printable(indexDate)}`}</Text>}
        </Text>
      </Box>
    </Box>
  )
}

function whatChanged(afterStart: Question['afterStart']): string {
  switch (afterStart) {
    case undefined:
      return 'Nothing was fetched or changed.'
    case 'unchanged':
      return 'It was stopped before it changed anything here.'
    case 'without-it':
      return 'This did not get in; what else the command wants may have.'
    default:
      return assertNever(afterStart)
  }
}

/** Of another version, how much the name is used says nothing; why it is proposed does. */
function choiceText({name, version, reason, popularity}: Choice): Printable {
  const shown = printableWithin(name, LONGEST_NAME)
  if (version === undefined) return `${shown}, ${popularityText(popularity)}` as Printable
  return `${shown} ${printableWithin(version, LONGEST_NAME)} ${printable(reason)}` as Printable
}

interface OptionProps {
  readonly label: string
  readonly text: Printable
  readonly command: string | undefined
}

function Option({label, text, command}: OptionProps): ReactNode {
  return (
    <Box>
      <Box width={8} flexShrink={0}>
        <Text bold>{label}</Text>
      </Box>
      <Box flexDirection="column">
        <Text>{text}</Text>
        {command !== undefined && <Text dimColor>{`runs: ${printableWithin(command, LONGEST_COMMAND)}`}</Text>}
      </Box>
    </Box>
  )
}
