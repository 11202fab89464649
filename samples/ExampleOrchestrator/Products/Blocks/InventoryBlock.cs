namespace ExampleOrchestrator.Products;

/// <summary>Apart from the block of the node, because what uses a node does not need to load all its interfaces.</summary>
[ProductBlock("Inventory", Description = "The names of the interfaces that a node has")]
public sealed partial class InventoryBlock : ProductBlock
{
    public List<string> TenGigabitInterfaces { get; set; } = [];

    public List<string> HundredGigabitInterfaces { get; set; } = [];

    /// <summary>The interfaces of a speed.</summary>
    /// <param name="speed">The speed, in Mbit/s.</param>
    public IReadOnlyList<string> InterfacesOf(int speed) => speed >= 100_000 ? HundredGigabitInterfaces : TenGigabitInterfaces;
}
