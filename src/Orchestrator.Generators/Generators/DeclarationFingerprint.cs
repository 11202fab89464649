using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators;

/// <summary>
/// What a compilation says outside the bodies of its methods. Everything that the generator reads is there: declarations, attributes, constants, references, and the
/// members that return a step list, whose bodies count because they are chains. Two compilations with the same fingerprint give the same models.
/// </summary>
/// <remarks>
/// The driver calls a transform for every match after every edit, because any edit may change what a name means. Most edits are made inside a body, where they
/// can not; to see that is far cheaper than to bind a thousand classes again.
/// </remarks>
internal sealed class DeclarationFingerprint : IEquatable<DeclarationFingerprint>
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationFingerprint> Compilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, byte[]> Trees = new();

    private readonly Compilation _environment;
    private readonly byte[] _declarations;

    private DeclarationFingerprint(Compilation compilation, byte[] declarations)
    {
        // Without its trees: what remains are references, options and name, and it keeps no source alive.
        _environment = compilation.RemoveAllSyntaxTrees();
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
        return Compilations.GetValue(compilation, key => new(key, hash.Hash));
    }

    public bool Equals(DeclarationFingerprint? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (_declarations.AsSpan().SequenceEqual(other._declarations)
                && _environment.AssemblyName == other._environment.AssemblyName
                && _environment.Options.Equals(other._environment.Options)
                && _environment.References.SequenceEqual(other._environment.References)));

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

    private static IEnumerable<TextSpan> FindBodies(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            // A directive in a body, such as #nullable, counts for what follows the body too.
            if (node is BaseMethodDeclarationSyntax method && !MayBeChain(method) && ((SyntaxNode?)method.Body ?? method.ExpressionBody) is { ContainsDirectives: false } body)
            {
                yield return body.Span;
            }
        }
    }

    // A chain or workflow is a method without parameters whose type is one name: StepList, or whatever a using makes of it.
    private static bool MayBeChain(BaseMethodDeclarationSyntax member) =>
        member is MethodDeclarationSyntax { ParameterList.Parameters.Count: 0, ReturnType: NameSyntax and not GenericNameSyntax or NullableTypeSyntax };
}
