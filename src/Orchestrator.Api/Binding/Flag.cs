using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>A yes or no in the query of a request, in all words that pydantic takes.</summary>
internal static class Flag
{
    /// <param name="name">The parameter.</param>
    /// <param name="text">What was sent; null for nothing.</param>
    /// <param name="otherwise">What holds where nothing is said.</param>
    /// <exception cref="RequestException">It is neither yes nor no.</exception>
    internal static bool Read(string name, string? text, bool otherwise) =>
        text?.ToUpperInvariant() switch
        {
            null => otherwise,
            "1" or "TRUE" or "T" or "YES" or "Y" or "ON" => true,
            "0" or "FALSE" or "F" or "NO" or "N" or "OFF" => false,
            _ => throw RequestException.BadQuery(name, "bool_parsing", "Input should be a valid boolean, unable to interpret input", text),
        };
}
