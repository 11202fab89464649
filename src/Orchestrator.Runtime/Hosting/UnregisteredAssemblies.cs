using System.Reflection;
using Orchestrator.Catalog;

namespace Orchestrator.Hosting;

/// <summary>
/// Looks for assemblies of the application that have workflows and whose emitted registration was not called: the host starts without them.
/// The build marks each of its workflows at the assembly, so no type is looked at.
/// </summary>
internal static class UnregisteredAssemblies
{
    /// <summary>The names of the assemblies, of those that are loaded: one whose code nothing uses is not.</summary>
    internal static IReadOnlyList<string> Find(WorkflowCatalog catalog, IEnumerable<Assembly> loaded) =>
        [
            .. loaded
                .Where(static assembly => !assembly.IsDynamic)
                .Select(static assembly => (Assembly: assembly, Name: assembly.GetName().Name ?? ""))
                .Where(found => !catalog.Registries.Contains(found.Name) && !IsOfFramework(found.Name) && HasWorkflows(found.Assembly))
                .Select(static found => found.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsOfFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static bool HasWorkflows(Assembly assembly)
    {
        try
        {
            return assembly.IsDefined(typeof(RegisteredWorkflowAttribute), inherit: false);
        }
        catch (Exception unreadable) when (unreadable is IOException or TypeLoadException or BadImageFormatException)
        {
            // Another attribute of the assembly is of a package that is not deployed.
            return false;
        }
    }
}
