using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Looks for compiler objects in what a pipeline keeps: they are never equal after an edit, and hold whole compilations in memory.
/// </summary>
internal static class ObjectGraph
{
    public static void AssertNoCompilerObjects(GeneratorDriverRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (
            var (name, steps) in RunReasons.Ours(result).TrackedSteps.Where(static step => RunReasons.TrackingNames.Contains(step.Key))
        )
        {
            foreach (var output in steps.SelectMany(static step => step.Outputs))
            {
                Visit(output.Value, name, seen);
            }
        }
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or SemanticModel or Compilation or Location or AttributeData,
            $"{path} holds a {value.GetType()}."
        );
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        for (
            var type = value.GetType();
            type is not null && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;
            type = type.BaseType
        )
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                Visit(field.GetValue(value), path + "." + field.Name, seen);
            }
        }
    }
}
