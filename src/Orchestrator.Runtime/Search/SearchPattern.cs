using System.Globalization;
using System.Text;

namespace Orchestrator.Search;

/// <summary>
/// The regular expressions of filters: letters, <c>.</c>, classes, groups, <c>|</c>, anchors and quantifiers, which mean the same to every
/// database. There is nothing in them for which a database has to try again: no references back, and no looking around.
/// </summary>
internal sealed class SearchPattern
{
    private const int MaxLength = 256;

    private const int MaxDepth = 10;

    /// <summary>The largest bound that every database takes.</summary>
    private const int MaxBound = 255;

    /// <summary>How many characters a pattern may stand for when its bounds are written out, as a database does.</summary>
    private const int MaxSize = 1_000;

    private readonly string _pattern;
    private readonly StringBuilder _translated = new();
    private int _position;

    private SearchPattern(string pattern) => _pattern = pattern;

    /// <summary>Writes a pattern so that every database reads it in the same way.</summary>
    /// <exception cref="InvalidRequestException">It is too long, or has something that not every database knows.</exception>
    internal static string Translate(string pattern)
    {
        if (pattern.Length is 0 or > MaxLength)
        {
            throw new InvalidRequestException("search_pattern_invalid", $"A regular expression has 1 to {MaxLength} characters.");
        }

        var reader = new SearchPattern(pattern);
        _ = reader.ReadAlternatives(depth: 0);
        return reader._position == pattern.Length ? reader._translated.ToString() : throw reader.Invalid("has a ')' that closes nothing");
    }

    private bool IsAtEnd => _position >= _pattern.Length;

    /// <summary>Reads what a group has in it, and returns the size of all of it.</summary>
    private int ReadAlternatives(int depth)
    {
        var size = ReadSequence(depth);
        while (Take('|'))
        {
            _translated.Append('|');
            size = DemandSize(size + ReadSequence(depth));
        }

        return size;
    }

    private int ReadSequence(int depth)
    {
        var (start, size) = (_position, 0);
        while (!IsAtEnd && _pattern[_position] is not ('|' or ')'))
        {
            if (_pattern[_position] is ('^' or '$') and var anchor)
            {
                _position++;
                _translated.Append(anchor);
            }
            else
            {
                var atom = ReadAtom(depth);
                size = DemandSize(size + atom * ReadQuantifier());
            }
        }

        return _position > start ? size : throw Invalid("has an alternative without anything in it");
    }

    private int DemandSize(int size) =>
        size <= MaxSize ? size : throw Invalid($"stands for more than {MaxSize} characters when its bounds are written out");

    /// <summary>Reads what a quantifier may follow, and returns its size.</summary>
    private int ReadAtom(int depth)
    {
        switch (_pattern[_position++])
        {
            case '(':
                return ReadGroup(depth);
            case '[':
                ReadClass();
                break;
            case '.':
                _translated.Append('.');
                break;
            case '\\':
                _translated.Append(ReadEscape());
                break;
            case '*' or '+' or '?' or '{':
                _position--;
                throw Invalid("repeats nothing");
            case var literal:
                AppendLiteral(literal);
                break;
        }

        return 1;
    }

    private int ReadGroup(int depth)
    {
        if (depth == MaxDepth)
        {
            throw Invalid($"has more than {MaxDepth} groups within each other");
        }

        if (Take('?') && !Take(':'))
        {
            throw Invalid("has a '(?' that is not '(?:'");
        }

        _translated.Append("(?:");
        var size = ReadAlternatives(depth + 1);
        if (!Take(')'))
        {
            throw Invalid("has a '(' that is not closed");
        }

        _translated.Append(')');
        return size;
    }

    /// <summary>Reads the quantifier that is there, if any, and returns how often it writes out what is before it.</summary>
    private int ReadQuantifier()
    {
        if (IsAtEnd)
        {
            return 1;
        }

        var times = 1;
        switch (_pattern[_position])
        {
            case ('*' or '+' or '?') and var quantifier:
                _position++;
                _translated.Append(quantifier);
                break;
            case '{':
                _position++;
                times = ReadBounds();
                break;
            default:
                return times;
        }

        if (!IsAtEnd && _pattern[_position] is '*' or '+' or '?' or '{')
        {
            throw Invalid("has a quantifier after a quantifier");
        }

        return times;
    }

    private int ReadBounds()
    {
        var least = ReadNumber();
        int? most = least;
        if (Take(','))
        {
            most = !IsAtEnd && char.IsAsciiDigit(_pattern[_position]) ? ReadNumber() : null;
        }

        if (!Take('}') || most < least)
        {
            throw Invalid("has bounds that are not '{n}', '{n,}' or '{n,m}'");
        }

        _translated.Append(CultureInfo.InvariantCulture, $"{{{least}{(most == least ? "" : $",{most}")}}}");
        return Math.Max(1, most ?? least);
    }

    private int ReadNumber()
    {
        var start = _position;
        while (!IsAtEnd && char.IsAsciiDigit(_pattern[_position]))
        {
            _position++;
        }

        return int.TryParse(_pattern.AsSpan(start, _position - start), CultureInfo.InvariantCulture, out var number) && number <= MaxBound
            ? number
            : throw Invalid($"has a bound that is not a number up to {MaxBound}");
    }

    private void ReadClass()
    {
        _translated.Append('[');
        if (Take('^'))
        {
            _translated.Append('^');
        }

        var isEmpty = true;
        while (!Take(']'))
        {
            var first = ReadMember();
            _translated.Append(first);
            if (!IsAtEnd && _pattern[_position] == '-' && _position + 1 < _pattern.Length && _pattern[_position + 1] != ']')
            {
                _position++;
                var last = ReadMember();
                if (Single(first) is not { } from || Single(last) is not { } to || from > to)
                {
                    throw Invalid("has a range that does not go up");
                }

                _translated.Append('-').Append(last);
            }

            isEmpty = false;
        }

        if (isEmpty)
        {
            throw Invalid("has a class without anything in it");
        }

        _translated.Append(']');
    }

    private string ReadMember()
    {
        if (IsAtEnd)
        {
            throw Invalid("has a '[' that is not closed");
        }

        return _pattern[_position++] switch
        {
            '\\' => ReadEscape(),
            // A class of its own in one dialect, and a subtraction in another.
            ('[' or '-' or '^' or '&') and var special => $"\\{special}",
            var literal => literal.ToString(),
        };
    }

    /// <summary>A kind of characters, or one that would otherwise mean something.</summary>
    private string ReadEscape() =>
        !IsAtEnd
        && _pattern[_position++] is var escaped
        && (escaped is 'd' or 'w' or 's' || char.IsAscii(escaped) && !char.IsLetterOrDigit(escaped) && escaped > ' ' && escaped != '_')
            ? $"\\{escaped}"
            : throw Invalid(@"has a '\' before something other than d, w, s or a sign");

    private void AppendLiteral(char literal)
    {
        if (literal is ']' or '}' or '#')
        {
            _translated.Append('\\');
        }

        _translated.Append(literal);
    }

    /// <summary>The one character that a member of a class is; null for a kind of characters.</summary>
    private static char? Single(string member) =>
        member switch
        {
            [var literal] => literal,
            ['\\', 'd' or 'w' or 's'] => null,
            [_, var escaped] => escaped,
            _ => null,
        };

    private bool Take(char character)
    {
        if (IsAtEnd || _pattern[_position] != character)
        {
            return false;
        }

        _position++;
        return true;
    }

    private InvalidRequestException Invalid(string problem) =>
        new("search_pattern_invalid", $"The regular expression {problem}, at character {_position + 1}.");
}
