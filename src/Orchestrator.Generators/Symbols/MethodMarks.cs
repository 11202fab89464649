using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>The attributes that say what a method is to the engine: a step, an input step, a workflow or a chain.</summary>
internal static class MethodMarks
{
    /// <summary>The marks of a method that has more than one, as they are written; empty for a method that has one at most.</summary>
    public static IReadOnlyList<string> FindConflict(IMethodSymbol method, KnownSymbols known)
    {
        if (method.GetAttributes().Length < 2)
        {
            return [];
        }

        var marks = Find(method, known);
        return marks.Count > 1 ? marks : [];
    }

    /// <summary>The marks of a method, as they are written.</summary>
    public static IReadOnlyList<string> Find(IMethodSymbol method, KnownSymbols known) =>
        [
            .. method
                .GetAttributes()
                .Where(attribute => IsMark(attribute.AttributeClass, known))
                .Select(static attribute => NameOf(attribute.AttributeClass!)),
        ];

    private static bool IsMark(INamedTypeSymbol? attribute, KnownSymbols known) =>
        attribute.IsOrDerivesFrom(known.StepAttribute)
        || attribute.IsOrDerivesFrom(known.InputStepAttribute)
        || attribute.IsOrDerivesFrom(known.WorkflowDeclarationAttribute)
        || attribute.IsOrDerivesFrom(known.ExternalSystemStepsAttribute);

    private static string NameOf(INamedTypeSymbol attribute)
    {
        const string suffix = "Attribute";
        var name = attribute.Name;
        return $"[{(name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name)}]";
    }
}
