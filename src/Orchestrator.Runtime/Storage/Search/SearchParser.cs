using System.Text;
using Orchestrator.Options;

namespace Orchestrator.Storage.Search;

/// <summary>
/// Reads a query: words with spaces between them must all occur, <c>|</c> is "or" and binds less, a leading <c>-</c> is "not", parentheses
/// group, quotation marks keep words in a row, a trailing <c>*</c> lets a word continue, and <c>name:value</c> or <c>name:(a|b)</c> looks
/// at one field.
/// </summary>
internal sealed class SearchParser(string query)
{
    /// <summary>The most words of a query: each is a look into the index.</summary>
    internal const int MaxWords = 100;

    /// <summary>The most parentheses within each other.</summary>
    internal const int MaxDepth = 20;

    private int _position;
    private int _words;

    internal SearchExpression Read()
    {
        if (query.Length > Limits.MaxQueryLength)
        {
            throw new InvalidRequestException(
                "search_query_too_long",
                $"A query has at most {Limits.MaxQueryLength} characters, not {query.Length}."
            );
        }

        SkipSpaces();
        if (IsAtEnd)
        {
            return new SearchExpression.All([]);
        }

        var expression = ReadAny(field: null, depth: 0);
        return IsAtEnd ? expression : throw Invalid("has a ')' that closes nothing", _position);
    }

    private bool IsAtEnd => _position >= query.Length;

    private SearchExpression ReadAny(string? field, int depth)
    {
        var parts = new List<SearchExpression> { ReadAll(field, depth) };
        while (Take('|'))
        {
            parts.Add(ReadAll(field, depth));
        }

        return parts.Count == 1 ? parts[0] : new SearchExpression.Any(parts);
    }

    private SearchExpression ReadAll(string? field, int depth)
    {
        var parts = new List<SearchExpression>();
        for (SkipSpaces(); !IsAtEnd && query[_position] is not ('|' or ')'); SkipSpaces())
        {
            parts.Add(ReadNegated(field, depth));
        }

        return parts.Count switch
        {
            0 => throw Invalid("lacks a word", _position),
            1 => parts[0],
            _ => new SearchExpression.All(parts),
        };
    }

    private SearchExpression ReadNegated(string? field, int depth)
    {
        var isNegated = false;
        while (query[_position] == '-' && _position + 1 < query.Length && !EndsWord(query[_position + 1], isGroupOpened: false))
        {
            isNegated = !isNegated;
            _position++;
        }

        var part = query[_position] == '(' ? ReadGroup(field, depth) : ReadTerm(field, depth);
        return !isNegated ? part
            // Two negations are none, also where parentheses are between them.
            : part is SearchExpression.Not negated ? negated.Part
            : new SearchExpression.Not(part);
    }

    private SearchExpression ReadGroup(string? field, int depth)
    {
        var start = _position;
        if (depth == MaxDepth)
        {
            throw Invalid($"has more than {MaxDepth} parentheses within each other", start);
        }

        _position++;
        var part = ReadAny(field, depth + 1);
        return Take(')') ? part : throw Invalid("has a '(' that is not closed", start);
    }

    private SearchExpression ReadTerm(string? field, int depth)
    {
        var start = _position;
        var text = new StringBuilder();
        var (stars, isQuoted) = (0, false);
        for (; !IsAtEnd && !EndsWord(query[_position], isGroupOpened: true); _position++)
        {
            var character = query[_position];
            if (character == ':' && !isQuoted && field is null && _position > start)
            {
                field = text.ToString();
                _position++;
                if (!IsAtEnd && query[_position] == '(')
                {
                    return ReadGroup(field, depth);
                }

                text.Clear();
                stars = 0;
                _position--;
            }
            else if (character == '"')
            {
                text.Append(ReadQuoted());
                (stars, isQuoted) = (0, true);
            }
            else
            {
                stars = character == '*' ? stars + 1 : 0;
                text.Append(character);
            }
        }

        if (++_words > MaxWords)
        {
            throw new InvalidRequestException("search_query_too_long", $"A query has at most {MaxWords} words. Leave some out.");
        }

        return new SearchExpression.Term(field, text.ToString(0, text.Length - stars), stars > 0);
    }

    private ReadOnlySpan<char> ReadQuoted()
    {
        var start = _position;
        var length = query.AsSpan(start + 1).IndexOf('"');
        if (length < 0)
        {
            throw Invalid("has a quotation mark that is not closed", start);
        }

        _position = start + 1 + length;
        return query.AsSpan(start + 1, length);
    }

    private static bool EndsWord(char character, bool isGroupOpened) =>
        char.IsWhiteSpace(character) || character is '|' or ')' || (isGroupOpened && character == '(');

    private bool Take(char character)
    {
        SkipSpaces();
        if (IsAtEnd || query[_position] != character)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipSpaces()
    {
        while (!IsAtEnd && char.IsWhiteSpace(query[_position]))
        {
            _position++;
        }
    }

    private static InvalidRequestException Invalid(string problem, int position) =>
        new(
            "search_query_invalid",
            $"The query {problem}, at character {position + 1}. Write a word that has such characters in quotation marks."
        );
}
