using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Orchestrator.Forms.Fields;

/// <summary>A pattern that a whole text has to match, in time that grows no faster than the text where the pattern allows it.</summary>
internal sealed class Pattern
{
    private static readonly TimeSpan MaxMatch = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Pattern> Known = new(StringComparer.Ordinal);
    private readonly Regex _whole;

    private Pattern(string pattern)
    {
        var whole = $@"\A(?:{pattern})\z";
        try
        {
            _whole = new(whole, RegexOptions.NonBacktracking, MaxMatch);
        }
        catch (NotSupportedException)
        {
            // It looks ahead, behind or back.
            _whole = new(whole, RegexOptions.None, MaxMatch);
        }
    }

    internal static Pattern Of(string pattern) => Known.GetOrAdd(pattern, static pattern => new(pattern));

    /// <summary>Whether a text matches. What cannot be matched in time does not.</summary>
    internal bool IsMatch(string text, out bool isSlow)
    {
        isSlow = false;
        try
        {
            return _whole.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            isSlow = true;
            return false;
        }
    }
}
