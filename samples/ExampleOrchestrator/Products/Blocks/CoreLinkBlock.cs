using System.ComponentModel.DataAnnotations;

namespace ExampleOrchestrator.Products;

[ProductBlock("CoreLink", Description = "A link between two nodes of the network")]
public sealed partial class CoreLinkBlock : ProductBlock
{
    // Two blocks of the link's own, which a new link has from the start.
    [Length(2, 2)]
    public List<CorePortBlock> Ports { get; set; } = [];

    public bool UnderMaintenance { get; set; }
}
