using System.Globalization;
using Orchestrator.Forms;

namespace Orchestrator.Dashboard.Forms.Answers;

/// <summary>What is wrong with the answers of a page, by the field beside which it is shown.</summary>
internal sealed class FieldErrors
{
    private const string Root = "__root__";

    private readonly Dictionary<string, string> _byPath = new(StringComparer.Ordinal);

    /// <summary>Nothing is wrong.</summary>
    internal FieldErrors() { }

    /// <summary>What a form has rejected.</summary>
    internal FieldErrors(IReadOnlyList<FormError> errors)
    {
        foreach (var field in errors.GroupBy(static error => PathOf(error.Location), StringComparer.Ordinal))
        {
            _byPath[field.Key] = string.Join(' ', field.Select(static error => EndSentence(error.Message)).Distinct());
        }
    }

    internal int Count => _byPath.Count;

    /// <summary>What is wrong with a field; null for nothing.</summary>
    internal string? At(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Forgets what was wrong with a field that is answered again.</summary>
    internal void Clear(string path) => _byPath.Remove(path);

    /// <summary>Forgets what was wrong with a field and everything in it.</summary>
    internal void ClearBelow(string path)
    {
        foreach (
            var known in _byPath.Keys.Where(known => known == path || known.StartsWith($"{path}/", StringComparison.Ordinal)).ToArray()
        )
        {
            _byPath.Remove(known);
        }
    }

    /// <summary>What is wrong with the page as a whole, and with what is not on it: a page before it, for example.</summary>
    internal IEnumerable<string> Outside(IReadOnlySet<string> shown) =>
        _byPath
            .Where(error => !shown.Contains(error.Key))
            .Select(static error => error.Key.Length == 0 ? error.Value : $"{error.Key}: {error.Value}");

    private static string PathOf(IReadOnlyList<object> location) =>
        string.Join(
            '/',
            location.Select(static part => Convert.ToString(part, CultureInfo.InvariantCulture)).Where(static part => part != Root)
        );

    private static string EndSentence(string message) => message.EndsWith('.') ? message : $"{message}.";
}
