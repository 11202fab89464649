using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Emitting;
using Orchestrator.Generators.Models;

namespace Orchestrator.Generators.Parsing;

/// <summary>
/// Carries to the analyzers what the generator had to leave out because a type did not exist for it. Generators do not see each other's output, analyzers see all of it: to them nothing is
/// missing, and only what the generator wrote down says that the member is not bound.
/// </summary>
internal static class UnseenTypes
{
    private const string Start = "// Not bound, because a type that they name is not here when this is emitted: ";

    /// <summary>How a member or parameter is written down.</summary>
    public static string KeyOf(ISymbol symbol) => symbol is IParameterSymbol parameter ? $"{parameter.ContainingSymbol.Name}({parameter.Name})" : symbol.Name;

    /// <summary>Writes down what is left out.</summary>
    public static SourceWriter Unseen(this SourceWriter writer, EquatableArray<string> keys) => keys.Count == 0 ? writer : writer.Line(Start + string.Join(" ", keys));

    /// <summary>What was left out of a class; empty while nothing is emitted into it.</summary>
    public static IReadOnlyList<string> Read(INamedTypeSymbol type, string emitted, CancellationToken cancellationToken)
    {
        foreach (var member in type.GetTypeMembers(emitted).Where(static member => member.IsEmitted()))
        {
            foreach (var trivia in member.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(cancellationToken).GetLeadingTrivia()))
            {
                if (trivia.ToString() is var line && line.StartsWith(Start, StringComparison.Ordinal))
                {
                    return line.Substring(Start.Length).Split(' ');
                }
            }
        }

        return [];
    }
}
