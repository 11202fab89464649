using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>Says whether emitted code can make an object of a class.</summary>
internal static class Creation
{
    /// <summary>True when <c>new T()</c> can be written inside a class.</summary>
    public static bool IsPossible(INamedTypeSymbol type, INamedTypeSymbol within, CompilationReader reader)
    {
        if (
            type is not { IsAbstract: false, TypeKind: TypeKind.Class }
            || !type.InstanceConstructors.Any(constructor =>
                constructor.Parameters.IsEmpty
                && !constructor.IsForbidden(reader)
                && reader.Compilation.IsSymbolAccessibleWithin(constructor, within)
            )
        )
        {
            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (
                current
                    .GetMembers()
                    .Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            )
            {
                return false;
            }
        }

        return true;
    }
}
