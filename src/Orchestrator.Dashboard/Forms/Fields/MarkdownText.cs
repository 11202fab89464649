using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Orchestrator.Dashboard.Forms.Schema;
using MudLink = MudBlazor.MudLink;

namespace Orchestrator.Dashboard.Forms.Fields;

/// <summary>
/// A text in Markdown. What it is made of is written as elements one by one, never as HTML, so nothing in the text can become a script;
/// HTML in it is shown as text.
/// </summary>
public sealed class MarkdownText : ComponentBase
{
    private const int FirstHeading = 3;
    private const int LastHeading = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The text; null for none.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "markdown");
        foreach (var block in Markdown.Parse(Text ?? "", Pipeline))
        {
            Write(builder, block);
        }

        builder.CloseElement();
    }

    private static void Write(RenderTreeBuilder builder, Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                // Below the heading of the page of the form.
                Element(
                    builder,
                    $"h{Math.Clamp(heading.Level + FirstHeading - 1, FirstHeading, LastHeading)}",
                    () => Write(builder, heading.Inline)
                );
                break;
            case ParagraphBlock paragraph:
                Element(builder, "p", () => Write(builder, paragraph.Inline));
                break;
            case ListBlock list:
                Element(builder, list.IsOrdered ? "ol" : "ul", () => WriteAll(builder, list));
                break;
            case ListItemBlock item:
                Element(builder, "li", () => WriteAll(builder, item));
                break;
            case QuoteBlock quote:
                Element(builder, "blockquote", () => WriteAll(builder, quote));
                break;
            case CodeBlock code:
                Element(builder, "pre", () => builder.AddContent(0, code.Lines.ToString()));
                break;
            case ThematicBreakBlock:
                Element(builder, "hr", static () => { });
                break;
            case ContainerBlock container:
                WriteAll(builder, container);
                break;
            default:
                break;
        }
    }

    private static void WriteAll(RenderTreeBuilder builder, ContainerBlock container)
    {
        foreach (var block in container)
        {
            Write(builder, block);
        }
    }

    private static void Write(RenderTreeBuilder builder, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    builder.AddContent(0, literal.Content.ToString());
                    break;
                case CodeInline code:
                    Element(builder, "code", () => builder.AddContent(0, code.Content));
                    break;
                case EmphasisInline emphasis:
                    Element(builder, emphasis.DelimiterCount > 1 ? "strong" : "em", () => Write(builder, emphasis));
                    break;
                case LineBreakInline line:
                    WriteBreak(builder, line);
                    break;
                case AutolinkInline link:
                    WriteLink(builder, link.Url, inner => inner.AddContent(0, link.Url));
                    break;
                case LinkInline link:
                    // A picture would be loaded from elsewhere, which the pages do not do: its text stands for it.
                    WriteLink(builder, link.IsImage ? null : link.Url, inner => Write(inner, link));
                    break;
                case HtmlEntityInline entity:
                    builder.AddContent(0, entity.Transcoded.ToString());
                    break;
                case ContainerInline container:
                    Write(builder, container);
                    break;
                default:
                    break;
            }
        }
    }

    private static void WriteBreak(RenderTreeBuilder builder, LineBreakInline line)
    {
        if (line.IsHard)
        {
            Element(builder, "br", static () => { });
        }
        else
        {
            builder.AddContent(0, " ");
        }
    }

    private static void WriteLink(RenderTreeBuilder builder, string? address, RenderFragment content)
    {
        if (WebAddress.Find(address) is not { } target)
        {
            content(builder);
            return;
        }

        builder.OpenComponent<MudLink>(0);
        builder.AddComponentParameter(1, nameof(MudLink.Href), target);
        builder.AddComponentParameter(2, nameof(MudLink.ChildContent), content);
        builder.CloseComponent();
    }

    private static void Element(RenderTreeBuilder builder, string name, Action content)
    {
        builder.OpenElement(0, name);
        content();
        builder.CloseElement();
    }
}
