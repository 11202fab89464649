using System.Text.Json.Serialization;

namespace Orchestrator.Products;

/// <summary>The lifecycle of a product. It is written with spaces: <c>pre production</c>.</summary>
public enum ProductLifecycle
{
    /// <summary>The product is offered.</summary>
    Active,

    /// <summary>The product is not offered yet.</summary>
    [JsonStringEnumMemberName("pre production")]
    PreProduction,

    /// <summary>The product is no longer offered; existing subscriptions remain.</summary>
    [JsonStringEnumMemberName("phase out")]
    PhaseOut,

    /// <summary>The product has ended: all its subscriptions are terminated.</summary>
    [JsonStringEnumMemberName("end of life")]
    EndOfLife,
}
