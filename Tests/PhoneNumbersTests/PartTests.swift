import Testing

@Test func part() {}
