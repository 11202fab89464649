using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Json;

/// <summary>
/// Says which types may have a JSON converter of their own, of which no one knows what it writes. An application registers converters where
/// it starts, so what counts is that one is there: in this project, or in one that it references.
/// </summary>
internal sealed class JsonConverters
{
    private const string Json = "System.Text.Json";
    private const string Runtime = "Orchestrator.Runtime";

    private static readonly ImmutableHashSet<string> OfEngine =
    [
        Runtime,
        "Orchestrator.Api",
        "Orchestrator.Dashboard",
        "Orchestrator.PostgreSql",
        "Orchestrator.Sqlite",
        "Orchestrator.Testing",
    ];

    private static readonly char[] NameSeparators = ['<', '>', '[', ']', '(', ')', ',', '?', '.', ' '];

    // A referenced assembly stays the same symbol while it does not change.
    private static readonly ConditionalWeakTable<IAssemblySymbol, INamedTypeSymbol[]> Referenced = new();

    private readonly INamedTypeSymbol? _converter;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _all;

    private JsonConverters(Compilation compilation)
    {
        _converter = compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonConverter`1");
        _all = new(() =>
            [
                .. compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(IsConverter),
                .. compilation
                    .SourceModule.ReferencedAssemblySymbols.Where(MayDeclareConverters)
                    .SelectMany(static assembly => Referenced.GetValue(assembly, FindConverters)),
            ]
        );
    }

    /// <summary>Those that a compilation sees.</summary>
    public static JsonConverters Of(CompilationReader reader) => reader.Get(static reader => new JsonConverters(reader.Compilation));

    /// <summary>True for a type that says its converter itself, or for which one is declared where it can be seen.</summary>
    public bool MayConvert(ITypeSymbol type) => JsonAttributes.HasConverter(type) || _all.Value.Any(converter => Converts(converter, type));

    /// <summary>
    /// The same for a type that a published chain names: its assembly cannot see the converters of the application. Only the name is known,
    /// so a converter of any type of that name counts, also where the name is an element or a type argument.
    /// </summary>
    /// <param name="typeName">The type, as <see cref="SymbolDisplayFormat.MinimallyQualifiedFormat"/> writes it.</param>
    public bool MayConvert(string typeName)
    {
        var names = typeName.Split(NameSeparators, StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && _all.Value.Any(converter => ConvertsNamed(converter, names));
    }

    // What the framework and the engine have beside their types is for these, not for the state.
    private static bool MayDeclareConverters(IAssemblySymbol assembly) =>
        !OfEngine.Contains(assembly.Name)
        && !IsOf(assembly.Name, "System")
        && !IsOf(assembly.Name, "Microsoft")
        && assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static referenced => referenced.Name == Json));

    private static bool IsOf(string name, string vendor) => name == vendor || name.StartsWith(vendor + ".", StringComparison.Ordinal);

    private static INamedTypeSymbol[] FindConverters(IAssemblySymbol assembly) => [.. TypesOf(assembly.GlobalNamespace).Where(IsConverter)];

    // What converts anything and is hidden in an assembly that does not know the engine is there for the types of that assembly.
    private static bool MayBeFor(INamedTypeSymbol converter, ITypeSymbol type) =>
        converter.Locations.Any(static place => place.IsInSource)
        || IsPublic(converter)
        || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, converter.ContainingAssembly)
        || converter.ContainingAssembly.Modules.Any(static module =>
            module.ReferencedAssemblies.Any(static referenced => referenced.Name == Runtime)
        );

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) =>
        container
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .SelectMany(static member => member is INamedTypeSymbol type ? TypesOf(type).Prepend(type) : TypesOf(member));

    private static bool IsConverter(INamedTypeSymbol type)
    {
        for (
            var current = type is { TypeKind: TypeKind.Class, IsAbstract: false } ? type.BaseType : null;
            current is not null;
            current = current.BaseType
        )
        {
            if (
                current is
                {
                    Name: "JsonConverter" or "JsonConverterFactory",
                    ContainingNamespace: { Name: "Serialization", ContainingNamespace.Name: "Json" }
                }
            )
            {
                return true;
            }
        }

        return false;
    }

    // A converter of List<T> has a list of anything.
    private static bool IsOpen(ITypeSymbol type) =>
        type.TypeKind == TypeKind.TypeParameter
        || (type is IArrayTypeSymbol array && IsOpen(array.ElementType))
        || (type is INamedTypeSymbol named && named.TypeArguments.Any(IsOpen));

    // One that is generic, or a factory, may convert anything.
    private bool Converts(INamedTypeSymbol converter, ITypeSymbol type) =>
        FindConverted(converter) is { } converted
            ? IsOpen(converted)
                ? MayBeFor(converter, type)
                : SymbolEqualityComparer.Default.Equals(converted, type)
            : type.SpecialType == SpecialType.None && MayBeFor(converter, type);

    private bool ConvertsNamed(INamedTypeSymbol converter, string[] names) =>
        FindConverted(converter) is { } converted && !IsOpen(converted)
            ? names.Contains(NameOf(converted), StringComparer.Ordinal)
            : names.Any(static name => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None);

    // A number or text is named by its keyword: "int".
    private static string NameOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.None ? type.Name : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>The type argument of the converter's base; null for a factory.</summary>
    private ITypeSymbol? FindConverted(INamedTypeSymbol converter)
    {
        for (var current = converter.BaseType; current is not null; current = current.BaseType)
        {
            if (KnownSymbols.Is(current.OriginalDefinition, _converter))
            {
                return current.TypeArguments[0];
            }
        }

        return null;
    }
}
