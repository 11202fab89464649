using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators.Pipeline;

/// <summary>
/// What a compilation says outside the bodies of its methods. Everything that the generator reads is there: declarations, attributes,
/// constants, references, and the members that return a step list, whose bodies count because they are chains. Two compilations with the
/// same fingerprint give the same models.
/// </summary>
/// <remarks>
/// The driver calls a transform for every match after every edit, because any edit may change what a name means. Most edits are made inside
/// a body, where they cannot; to see that is far cheaper than to bind a thousand classes again. That holds for a body in a referenced
/// project too: in an editor that project is a compilation, a new one after each edit, and counts as what its own fingerprint says. Why the
/// two static tables are safe is in docs/decisions/0034.
/// </remarks>
internal sealed class DeclarationFingerprint : IEquatable<DeclarationFingerprint>
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationFingerprint> Compilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, byte[]> Trees = new();

    private readonly string? _assemblyName;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<Reference> _references;
    private readonly byte[] _declarations;

    // It holds no compilation and no tree, so it keeps no source alive: neither its own nor that of a referenced project.
    private DeclarationFingerprint(Compilation compilation, ImmutableArray<Reference> references, byte[] declarations)
    {
        _assemblyName = compilation.AssemblyName;
        _options = compilation.Options;
        _references = references;
        _declarations = declarations;
    }

    public static DeclarationFingerprint Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (Compilations.TryGetValue(compilation, out var known))
        {
            return known;
        }

        using var hash = SHA256.Create();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var declarations = Of(tree, cancellationToken);
            hash.TransformBlock(declarations, 0, declarations.Length, null, 0);
        }

        hash.TransformFinalBlock([], 0, 0);
        ImmutableArray<Reference> references = [.. compilation.References.Select(reference => Reference.Of(reference, cancellationToken))];
        return Compilations.GetValue(compilation, key => new(key, references, hash.Hash));
    }

    public bool Equals(DeclarationFingerprint? other) =>
        other is not null
        && (
            ReferenceEquals(this, other)
            || (
                _declarations.AsSpan().SequenceEqual(other._declarations)
                && _assemblyName == other._assemblyName
                && _options.Equals(other._options)
                && _references.SequenceEqual(other._references)
            )
        );

    public override bool Equals(object? obj) => Equals(obj as DeclarationFingerprint);

    public override int GetHashCode() => BitConverter.ToInt32(_declarations, 0);

    private static byte[] Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Trees.TryGetValue(tree, out var known))
        {
            return known;
        }

        var text = tree.GetText(cancellationToken);
        var outside = new StringBuilder(text.Length).Append(tree.FilePath).Append('\0');
        AddOptions(outside, tree.Options);
        var start = 0;
        foreach (var body in FindBodies(tree.GetRoot(cancellationToken)))
        {
            outside.Append(text.ToString(TextSpan.FromBounds(start, body.Start))).Append('\0');
            start = body.End;
        }

        outside.Append(text.ToString(TextSpan.FromBounds(start, text.Length)));
        using var hash = SHA256.Create();
        return Trees.GetValue(tree, _ => hash.ComputeHash(Encoding.UTF8.GetBytes(outside.ToString())));
    }

    // The same text is another tree under another language version, or where a symbol of an #if is defined.
    private static void AddOptions(StringBuilder outside, ParseOptions options)
    {
        outside.Append(options.Kind).Append('\0').Append(options.DocumentationMode).Append('\0');
        if (options is CSharpParseOptions csharp)
        {
            outside.Append(csharp.LanguageVersion).Append('\0');
        }

        foreach (var symbol in options.PreprocessorSymbolNames.OrderBy(static symbol => symbol, StringComparer.Ordinal))
        {
            outside.Append(symbol).Append('\0');
        }

        foreach (var feature in options.Features.OrderBy(static feature => feature.Key, StringComparer.Ordinal))
        {
            outside.Append(feature.Key).Append('=').Append(feature.Value).Append('\0');
        }

        outside.Append('\0');
    }

    private static IEnumerable<TextSpan> FindBodies(SyntaxNode root)
    {
        foreach (
            var node in root.DescendantNodes(static node =>
                node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax
            )
        )
        {
            // A directive in a body, such as #nullable, counts for what follows the body too.
            if (
                node is BaseMethodDeclarationSyntax method
                && !MayBeChain(method)
                && ((SyntaxNode?)method.Body ?? method.ExpressionBody) is { ContainsDirectives: false } body
            )
            {
                yield return body.Span;
            }
        }
    }

    // A chain or workflow is a method without parameters whose type is one name: StepList, or whatever a using makes of it.
    private static bool MayBeChain(BaseMethodDeclarationSyntax member) =>
        member
            is MethodDeclarationSyntax
            {
                ParameterList.Parameters.Count: 0,
                ReturnType: NameSyntax and not GenericNameSyntax or NullableTypeSyntax
            };

    /// <summary>What a reference brings: a file what it holds, which never changes; a project what its declarations say.</summary>
    /// <param name="File">The reference to a file; null for a project.</param>
    /// <param name="Project">The fingerprint of a project; null for a file.</param>
    /// <param name="Properties">How it is referenced, such as under which alias.</param>
    private sealed record Reference(MetadataReference? File, DeclarationFingerprint? Project, MetadataReferenceProperties Properties)
    {
        public static Reference Of(MetadataReference reference, CancellationToken cancellationToken) =>
            reference is CompilationReference project
                ? new(null, DeclarationFingerprint.Of(project.Compilation, cancellationToken), reference.Properties)
                : new(reference, null, reference.Properties);
    }
}
