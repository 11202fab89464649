using System.ComponentModel;
using Orchestrator.Catalog;

namespace Orchestrator.Tests;

/// <summary>What is public only because emitted code calls it is not offered to authors while they type.</summary>
public sealed class EmittedCodeApiTests
{
    private static readonly string[] NamespacesOfEmittedCode =
    [
        "Orchestrator.Binding",
        "Orchestrator.ExternalResources",
        "Orchestrator.Products.Mapping",
    ];

    private static readonly Type[] OtherTypesOfEmittedCode =
    [
        typeof(CatalogBuilder),
        typeof(PublishedStepAttribute),
        typeof(RegisteredWorkflowAttribute),
    ];

    /// <summary>What the other packages call and no author does.</summary>
    private static readonly Type[] TypesOfPackages = [typeof(NameSuggestion)];

    [Fact]
    public void What_only_emitted_code_calls_is_hidden_from_completion()
    {
        Type[] forEmittedCode =
        [
            .. typeof(CatalogBuilder)
                .Assembly.GetExportedTypes()
                .Where(static type => !type.IsNested && NamespacesOfEmittedCode.Contains(type.Namespace)),
            .. OtherTypesOfEmittedCode,
        ];

        Assert.True(forEmittedCode.Length > 15, "The namespaces of emitted code have other names now.");
        Assert.DoesNotContain(forEmittedCode, static type => !IsHidden(type));
    }

    [Fact]
    public void Nothing_else_is_hidden()
    {
        var hidden = typeof(CatalogBuilder).Assembly.GetExportedTypes().Where(static type => !type.IsNested && IsHidden(type));

        Assert.DoesNotContain(
            hidden,
            static type =>
                !NamespacesOfEmittedCode.Contains(type.Namespace)
                && !OtherTypesOfEmittedCode.Contains(type)
                && !TypesOfPackages.Contains(type)
        );
    }

    private static bool IsHidden(Type type) =>
        type.GetCustomAttributes(typeof(EditorBrowsableAttribute), inherit: false)
            is [EditorBrowsableAttribute { State: EditorBrowsableState.Never }];
}
