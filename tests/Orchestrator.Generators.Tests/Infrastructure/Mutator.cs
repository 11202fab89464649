using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A project that was spoiled.</summary>
/// <param name="What">How, so that a failure can be made again.</param>
/// <param name="Compilation">The sources and references.</param>
/// <param name="Shipped">The text of <c>Workflows.Shipped.txt</c>.</param>
internal sealed record Mutant(string What, CSharpCompilation Compilation, string Shipped);

/// <summary>Spoils a project, each time in one way.</summary>
internal sealed class Mutator
{
    private readonly CSharpCompilation _whole;
    private readonly string _shipped;
    private readonly ImmutableArray<(SyntaxTree Tree, string Text, ImmutableArray<SyntaxToken> Tokens)> _files;
    private readonly ImmutableArray<MetadataReference> _used;

    /// <param name="whole">The project.</param>
    /// <param name="used">Those of its references that it uses.</param>
    /// <param name="shipped">The steps of its shipped workflows.</param>
    public Mutator(CSharpCompilation whole, ImmutableArray<MetadataReference> used, string shipped)
    {
        _whole = whole;
        _shipped = shipped;
        _files =
        [
            .. whole.SyntaxTrees.Select(static tree => (tree, tree.ToString(), tree.GetRoot().DescendantTokens().ToImmutableArray())),
        ];
        _used = used;
    }

    public Mutant Mutate(Random random)
    {
        var file = _files[random.Next(_files.Length)];
        var at = random.Next(file.Tokens.Length);
        var token = file.Tokens[at];
        var next = file.Tokens[Math.Min(at + 1, file.Tokens.Length - 1)];
        switch (random.Next(22))
        {
            case 0:
                return new($"without {file.Tree.FilePath}", _whole.RemoveSyntaxTrees(file.Tree), _shipped);
            case 1:
                var reference = _used[random.Next(_used.Length)];
                return new($"without {reference.Display}", _whole.RemoveReferences(reference), _shipped);
            case 2 or 3:
                return MutateShipped(random);
            case < 9:
                return Replace("delete", file.Text.Remove(token.SpanStart, token.Span.Length));
            case < 14:
                return Replace("duplicate", file.Text.Insert(token.Span.End, " " + token.Text));
            case < 19:
                return Replace(
                    "swap",
                    file.Text[..token.SpanStart]
                        + next.Text
                        + file.Text[token.Span.End..Math.Max(token.Span.End, next.SpanStart)]
                        + token.Text
                        + file.Text[Math.Max(token.Span.End, next.Span.End)..]
                );
            default:
                return Replace("truncate", file.Text[..token.SpanStart]);
        }

        Mutant Replace(string how, string changed) =>
            new(
                $"{how} '{token.Text}' at {token.SpanStart} of {file.Tree.FilePath}",
                _whole.ReplaceSyntaxTree(
                    file.Tree,
                    CSharpSyntaxTree.ParseText(changed, (CSharpParseOptions)file.Tree.Options, file.Tree.FilePath)
                ),
                _shipped
            );
    }

    private Mutant MutateShipped(Random random)
    {
        var lines = _shipped.Split('\n').ToList();
        var at = random.Next(lines.Count);
        var line = lines[at];
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(at);
                return Changed("delete");
            case 1:
                lines.Insert(random.Next(lines.Count), line);
                return Changed("copy");
            case 2:
                lines[at] = line[..random.Next(line.Length + 1)];
                return Changed("cut");
            default:
                var other = random.Next(lines.Count);
                (lines[at], lines[other]) = (lines[other], line);
                return Changed($"swap with {other}");
        }

        Mutant Changed(string how) => new($"{how} line {at} of what is shipped", _whole, string.Join('\n', lines));
    }
}
