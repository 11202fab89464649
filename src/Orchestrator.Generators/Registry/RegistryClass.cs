using System.Globalization;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Registry;

/// <summary>Finds a name for the class of an assembly's registry.</summary>
internal static class RegistryClass
{
    /// <summary>
    /// The class's name, with a number where the assembly has a type or namespace of that name. Applications call the method in it, and
    /// never name the class.
    /// </summary>
    public static string FindName(Compilation compilation)
    {
        var wanted = RegistryNames.ClassOf(compilation.AssemblyName ?? "");
        INamespaceSymbol? space = compilation.Assembly.GlobalNamespace;
        foreach (var part in RegistryNames.Namespace.Split('.'))
        {
            space = space?.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault();
        }

        var name = wanted;
        for (var number = 2; space?.GetMembers(name).Any(static member => member is not INamedTypeSymbol { Arity: > 0 }) == true; number++)
        {
            name = wanted + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
