using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Symbols;

/// <summary>
/// Reads each thing of a compilation once and keeps it. It knows the compilation and the symbols of the runtime. The readers of other
/// modules know what a workflow or a chain is; it only keeps those readers.
/// </summary>
internal sealed class CompilationReader
{
    private static readonly ConditionalWeakTable<Compilation, CompilationReader> All = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<Type, object> _readers = new();
    private readonly Lazy<bool> _hasAliases;
    private readonly Lazy<bool> _hasFriends;

    private CompilationReader(Compilation compilation)
    {
        Compilation = compilation;
        Known = new(compilation);
        _hasAliases = new(() => compilation.References.Any(static reference => !reference.Properties.Aliases.IsEmpty));
        _hasFriends = new(() => compilation.Assembly.HasAttribute(Known.InternalsVisibleToAttribute));
    }

    public Compilation Compilation { get; }

    public KnownSymbols Known { get; }

    /// <summary>
    /// False when the project is compiled as a version of C# that emitted code is not written in, so that nothing is emitted.
    /// </summary>
    public bool HasLanguage => Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 };

    /// <summary>True when a method group without type arguments leaves generic methods out, as C# 13 has it.</summary>
    public bool LeavesGenericMethodsOut => Compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp13 };

    /// <summary>True when other assemblies can name what is internal here.</summary>
    public bool HasFriends => _hasFriends.Value;

    /// <summary>That of a compilation: one for the generator, one for all rules, so that nothing is resolved or bound twice.</summary>
    public static CompilationReader Of(Compilation compilation) => All.GetValue(compilation, static key => new(key));

    /// <summary>The semantic model of a file of the compilation; the same each time, because it remembers what it has bound.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, key => Compilation.GetSemanticModel(key));

    /// <summary>
    /// The reader of one kind of thing, created at the first request. A module has one method that asks for its reader, and names the type
    /// there.
    /// </summary>
    /// <param name="create">Makes the reader. Two threads may both make one; all get the same.</param>
    public TReader Get<TReader>(Func<CompilationReader, TReader> create)
        where TReader : class =>
        _readers.TryGetValue(typeof(TReader), out var reader) ? (TReader)reader : (TReader)_readers.GetOrAdd(typeof(TReader), create(this));

    /// <summary>
    /// False for an assembly that is only reached by an extern alias: emitted code, which begins every name with <c>global::</c>, cannot
    /// name its types.
    /// </summary>
    public bool IsGlobal(IAssemblySymbol? assembly) =>
        assembly is null
        || !_hasAliases.Value
        || Compilation.GetMetadataReference(assembly)?.Properties.Aliases is not [_, ..] aliases
        || aliases.Contains("global");
}
